"""What `./cordee bench dashboard` makes of its measurements."""

import unittest

from launcher import bench_dashboard
from launcher.bench_dashboard import Cost, Look
from launcher.errors import UsageError


def look(overview, fleet, load=1.0):
    return Look({"overview": Cost(overview, 2 * overview), "fleet": Cost(fleet, 2 * fleet)}, load)


class OptionsTest(unittest.TestCase):
    def test_fifty_gets_and_no_check_unless_said_otherwise(self):
        self.assertEqual((50, 200_000, False), tuple(vars(bench_dashboard.options_of([])).values()))
        self.assertEqual((5, 1000, True), tuple(vars(bench_dashboard.options_of(["--gets", "5", "--history", "1000", "--check"])).values()))

    def test_nothing_cannot_be_measured(self):
        with self.assertRaisesRegex(UsageError, "--gets and --history: 1 or more"):
            bench_dashboard.options_of(["--gets", "0"])


class CostTest(unittest.TestCase):
    def test_a_single_slow_answer_is_neither_the_median_nor_the_95th_of_a_hundred(self):
        self.assertEqual(Cost(10.0, 10.0), Cost.of([0.01] * 99 + [5.0]))


class ClaimsTest(unittest.TestCase):
    def holds(self, full, old):
        return [holds for _, holds in bench_dashboard.claims(full, old)]

    def test_fast_pages_that_stay_so_pass(self):
        self.assertEqual([True, True], self.holds(look(40, 30), look(50, 31)))

    def test_an_overview_that_is_slow_at_any_time_fails(self):
        self.assertEqual([False, True], self.holds(look(201, 30), look(190, 30)))

    def test_a_page_that_grows_with_history_is_named(self):
        claims = bench_dashboard.claims(look(40, 30), look(40, 60))
        self.assertEqual([True, False], [holds for _, holds in claims])
        self.assertIn("fleet", claims[1][0])

    def test_some_milliseconds_more_are_no_growth(self):
        self.assertEqual([True, True], self.holds(look(4, 3), look(8, 9)))

    def test_the_table_tells_medians_ratios_and_how_busy_the_machine_was(self):
        lines = bench_dashboard.report(look(20, 10, 1), look(40, 30, 2), look(50, 30, 3.25))
        self.assertIn("| overview | 20 (40) | 40 (80) | 50 (100) | 2.0× | 1.25× |", lines)
        self.assertIn("| load average | 1.0 | 2.0 | 3.2 | | |", lines)
