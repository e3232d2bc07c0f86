"""What the workflow notes.yml does, job by job: plan -> write -> commit. No job trusts what another one says."""
