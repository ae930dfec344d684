"""Tests of the requirement matrix."""  # noqa: A005 - nobody imports it by that name
