"""The publish stage: a candidate that passed becomes a release; packages, exports, comparison."""
