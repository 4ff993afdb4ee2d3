"""Answers in the making: what several tools show, as models."""
