"""Which test holds which rule of the platforms: W 公众号, Z 知乎, J 掘金. No rule is without one."""

from __future__ import annotations

import importlib

import pytest

_WECHAT, _EXPORT, _META = "test_wechat_rules", "test_export", "test_meta"
_SUBMIT, _CLIENT, _PICTURES = "draft.test_submit", "draft.test_client", "draft.test_pictures"
_KEPT = "test_wechat_s_html_holds_nothing_that_the_editor_drops"

RULES = {
    "W1": (_META, "test_a_title_beyond_32_is_a_warning_beyond_64_an_error"),
    "W2": (_WECHAT, "test_w2_w3_author_and_digest_have_their_limits"),
    "W3": (_WECHAT, "test_w2_w3_author_and_digest_have_their_limits"),
    "W4": (_WECHAT, "test_w4_the_size_is_counted_and_the_largest_formulas_are_named"),
    "W5": (_META, "test_an_address_beyond_1_kb_is_an_error"),
    "W6": (_SUBMIT, "test_a_note_without_a_picture_needs_a_cover"),
    "W7": (_SUBMIT, "test_a_note_becomes_a_draft_that_holds_all_of_it"),
    "W8": (_CLIENT, "test_what_is_sent_is_utf_8"),
    "W9": (_CLIENT, "test_an_upload_arrives_byte_for_byte_and_its_address_is_https"),
    "W10": (_SUBMIT, "test_nothing_goes_up_twice"),
    "W11": (_CLIENT, "test_the_token_is_kept_in_a_file_that_only_its_owner_reads"),
    "W12": (_CLIENT, "test_the_address_that_is_not_on_the_white_list_is_named"),
    "W13": (_CLIENT, "test_each_errcode_is_explained_in_chinese_with_the_way_out"),
    "W14": (_SUBMIT, "test_an_update_replaces_the_draft"),
    **dict.fromkeys(("W20", "W21", "W22", "W23", "W24"), (_EXPORT, _KEPT)),
    "W25": (_WECHAT, "test_w25_the_outermost_element_carries_nothing_and_text_states_its_colour"),
    "W26": (_WECHAT, "test_w26_other_hosts_are_listed_once_and_numbered_apart_from_footnotes"),
    "W27": (_WECHAT, "test_w27_an_item_holds_one_section"),
    "W28": (_WECHAT, "test_w28_nested_lists_are_sections_with_written_markers"),
    "W29": (_WECHAT, "test_w29_no_white_space_stands_between_items_and_no_line_end_in_a_paragraph"),
    "W30": (_WECHAT, "test_w30_task_boxes_are_characters"),
    "W31": (_WECHAT, "test_w31_code_keeps_its_lines_and_spaces_and_scrolls"),
    "W32": (_WECHAT, "test_w32_a_table_scrolls_and_keeps_its_alignment"),
    "W33": (_WECHAT, "test_w33_pictures_are_addresses_with_sizes_as_style"),
    "W34": (_WECHAT, "test_w34_nothing_is_wider_than_the_column"),
    "W35": (_WECHAT, "test_w35_a_formula_is_svg_with_sizes_as_style_and_its_tex"),
    "W36": (_PICTURES, "test_a_formula_is_drawn_three_times_as_fine_with_its_size_as_style"),
    "W37": (_WECHAT, "test_w37_a_drawing_in_code_is_a_warning"),
    "W38": (_WECHAT, "test_w38_no_colour_is_hard_black_or_white_and_formulas_take_that_of_the_text"),
    "Z1": ("test_zhihu_rules", "test_z1_the_file_is_markdown_to_import_or_paste"),
    "Z2": ("test_zhihu_rules", "test_z2_a_formula_is_an_image_of_zhihu_s_own_service"),
    "Z3": ("test_zhihu_rules", "test_z3_a_display_formula_ends_in_two_backslashes_or_has_a_tag"),
    "Z4": ("test_zhihu_rules", "test_z4_tex_stands_on_one_line_with_everything_encoded"),
    "Z5": ("test_zhihu_rules", "test_z5_macros_are_written_out_and_colours_have_braces"),
    "Z6": ("test_zhihu_rules", "test_z6_two_levels_of_headings_and_no_title"),
    "Z7": ("test_zhihu_rules", "test_z7_a_plain_table_stays_one_with_formulas_becomes_a_list_and_is_told"),
    "Z8": ("test_zhihu_rules", "test_z8_pictures_that_zhihu_can_t_load_are_warned_of"),
    "Z9": ("test_zhihu_rules", "test_z9_a_fence_names_its_language_and_nothing_else"),
    "Z10": ("test_zhihu_rules", "test_z10_footnotes_are_numbers_and_a_list"),
    "Z11": ("test_zhihu_rules", "test_z11_callouts_keys_and_marks_are_what_the_importer_knows"),
    "Z12": ("test_zhihu_rules", "test_z12_a_quotation_is_one_paragraph"),
    "Z13": ("test_zhihu_rules", "test_z13_a_link_that_stands_alone_stays_a_link"),
    "Z14": ("test_zhihu_rules", "test_z14_the_rich_text_form_of_formulas_is_not_mixed_in"),
    "Z15": ("test_zhihu_rules", "test_z15_a_title_of_any_length_is_no_error"),
    "Z16": ("test_zhihu_rules", "test_z16_links_to_other_hosts_stay"),
    "J1": ("test_juejin_rules", "test_j1_the_file_is_plain_markdown"),
    "J2": ("test_juejin_rules", "test_j2_front_matter_has_two_keys_of_known_values"),
    "J3": ("test_juejin_rules", "test_j3_formulas_stand_between_dollars_and_katex_takes_them"),
    "J4": ("test_juejin_rules", "test_j4_pipes_in_cells_callouts_and_footnotes_are_gfm"),
    "J5": ("test_juejin_rules", "test_j5_pictures_are_absolute"),
    "J6": ("test_juejin_rules", "test_j6_the_abstract_has_50_to_100_characters"),
    "J7": ("test_juejin_rules", "test_j7_one_category_and_three_tags_at_most"),
    "J8": ("test_juejin_rules", "test_j8_a_long_title_is_a_warning"),
    "J9": ("test_juejin_rules", "test_j9_a_short_text_is_told"),
    "J10": ("test_juejin_rules", "test_j10_nothing_is_sent_to_juejin"),
}


def test_every_rule_has_a_test() -> None:
    """W15 is another route (an extension of the browser), W39 advice to a person: see the menu's next step."""
    wechat = [f"W{number}" for number in (*range(1, 15), *range(20, 39))]
    assert list(RULES) == [*wechat, *(f"Z{n}" for n in range(1, 17)), *(f"J{n}" for n in range(1, 11))]


@pytest.mark.parametrize("rule", RULES)
def test_the_test_of_a_rule_is_there(rule: str) -> None:
    module, name = RULES[rule]
    assert callable(getattr(importlib.import_module(f"tests.plugins.crosspost.{module}"), name))
