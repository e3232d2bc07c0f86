"""Every word that the site itself says, in both languages: `strings.yml` has them, this their names."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

import yaml

from generator.config import Language


@dataclass(frozen=True, slots=True)
class Strings:
    """The site's words in one language; `{}` stands for what varies, `|` parts several words."""

    home: str
    all_notes: str
    newest: str
    no_notes: str
    note_count: str
    about_paper: str
    authors: str
    publication: str
    difficulty: str
    stars: str
    prerequisites: str
    reading_time: str
    minutes: str
    pdf: str
    draft: str
    draft_notice: str
    year: str
    year_unknown: str
    shown: str
    see: str
    reset: str
    breadcrumbs: str
    browse: str
    venue: str
    tags: str
    timeline: str
    gallery: str
    graph: str
    language: str
    languages: str
    status: str
    card: str
    finished: str
    code: str
    has_code: str
    reading_buckets: str
    mine: str
    unread: str
    read: str
    bookmarked: str
    mark_read: str
    bookmark: str
    sort: str
    sorts: str
    filter: str
    more_values: str
    load_failed: str
    none_match: str
    page_of: str
    pages: str
    previous: str
    next: str
    previous_page: str
    next_page: str
    explained_by: str
    needed_by: str
    also_written: str
    all_of: str
    figure_types: str
    no_figures: str
    arxiv: str
    doi: str
    updated: str
    read_pdf: str
    open_pdf: str
    no_pdf: str
    no_pdf_view: str
    bibtex: str
    copy: str
    copied: str
    copy_failed: str
    interview: str
    share: str
    link_copied: str
    first: str
    then: str
    explains: str
    needs: str
    related: str
    why: str
    shared_concept: str
    shared_reference: str
    shared_link: str
    shared_term: str
    neighbours: str
    translation: str
    evidence: str
    evidence_on: str
    close: str
    zoom: str
    graph_text: str
    graph_intro: str
    graph_shown: str
    graph_left: str
    graph_find: str
    graph_overview: str
    graph_keys: str
    zoom_in: str
    zoom_out: str
    fit: str
    target: str
    known: str
    order: str
    order_none: str
    order_missing: str
    cycles: str
    cycle: str
    no_explainer: str
    between: str
    colon: str
    more_of: str
    no_pdf_at_all: str
    computed: str
    next_figure: str
    previous_figure: str
    place_in_list: str
    month: str
    show_more: str
    index_title: str
    search: str
    search_close: str
    search_clear: str
    search_missing: str
    search_initial: str
    search_running: str
    search_found: str
    search_none: str
    search_more: str
    search_sections: str
    search_any: str
    search_figure: str
    search_narrow: str
    search_type: str
    search_types: str
    reading_lists: str
    read_progress: str
    list_read: str
    list_present: str
    list_missing: str
    list_no_note: str
    list_paper: str
    list_question: str
    list_contributions: str
    list_formula: str
    not_found: str
    not_found_text: str
    comments: str


def _read() -> dict[Language, Strings]:
    listed = yaml.safe_load(resources.files("plugins.paper_notes").joinpath("strings.yml").read_text(encoding="utf-8"))
    return {
        language: Strings(**{name: words[place] for name, words in listed.items()})
        for place, language in enumerate((Language.ZH, Language.EN))
    }


STRINGS: dict[Language, Strings] = _read()


def site_language(own: str | None, theme: object) -> Language:
    """The language of the site's own words: the one chosen for them, else that of the theme."""
    return Language(own or ("zh" if str(theme).startswith("zh") else "en"))
