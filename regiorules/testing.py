"""
What the tests of a plugin need, in one place; install it with `pip install 'regiorules[testing]'`.

The conformance kit, commands run inside a test, scenarios, Hypothesis strategies, and a fuzzer for readers.
"""

from regiorules.authoring.testing.conformance import Conformance as Conformance
from regiorules.authoring.testing.fuzzing import Read as Read
from regiorules.authoring.testing.fuzzing import fuzz as fuzz
from regiorules.authoring.testing.fuzzing import mutated as mutated
from regiorules.authoring.testing.fuzzing import mutated_zip as mutated_zip
from regiorules.authoring.testing.regions import outer_values as outer_values
from regiorules.authoring.testing.regions import regions as regions
from regiorules.authoring.testing.running import Done as Done
from regiorules.authoring.testing.running import run as run
from regiorules.authoring.testing.scenarios import check_suite as check_suite
from regiorules.authoring.testing.scenarios import load_scenarios as load_scenarios
