// Does the harness see what it should? The floor beside itself, and a slow path that was planted.
#include <memory>

#include "bench/harness.hpp"
#include "bench/raw.hpp"

namespace bench {
namespace {

Sides reads(int times_as_many) {
  auto database = std::make_shared<Database>(":memory:");
  auto read = std::make_shared<Statement>(*database, "SELECT hex(randomblob(200))");
  const auto turn = [database, read](int times) {
    return calls_a_second(settings().seconds, [&] {
      for (int i = 0; i < times; ++i) read->run();
    });
  };
  return {[turn] { return turn(1); }, [turn, times_as_many] { return turn(times_as_many); }};
}

}  // namespace

void add_controls() {
  compare({"control/same", "control: a floor beside itself, should be 1", at_least(0.9)},
          [] { return reads(1); });
  compare({"control/planted", "control: it beside twice the work, should be 0.5", at_least(0.9)},
          [] { return reads(2); });
}

}  // namespace bench
