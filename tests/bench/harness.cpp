#include "bench/harness.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <exception>

namespace bench {
namespace {

std::string shown(double speed, Shown how) {
  return how == Shown::rates ? number_text(speed) + "/s" : duration_text(1 / speed);
}

double median_of(const std::vector<Speed>& speeds) {
  std::vector<double> all;
  for (const Speed& each : speeds) all.push_back(each.by_clock);
  return median(all);
}

void answer(benchmark::State& state, const Question& question, const Speeds& speeds) {
  Row row{question.what, question.mark, speeds.ratios(), speeds.processor_ratios()};
  if (question.mark.kind == Mark::Kind::at_most)
    for (auto* ratios : {&row.ratios, &row.processor_ratios})
      for (double& ratio : *ratios) ratio = 1 / ratio;
  const double ours = median_of(speeds.ours), floor = median_of(speeds.floor);
  row.ours = shown(ours, question.shown);
  row.floor = shown(floor, question.shown);
  state.counters[question.name + ".ratio"] = median(row.ratios);
  state.counters[question.name + ".ours"] = ours;
  state.counters[question.name + ".floor"] = floor;
  rows().push_back(row);
}

}  // namespace

Settings& settings() {
  static Settings all;
  return all;
}

std::vector<Row>& rows() {
  static std::vector<Row> all;
  return all;
}

void compare(const Question& question, std::function<Sides()> prepare) {
  measure(question.name, [question, prepare = std::move(prepare)](const Answer& answered) {
    const Sides sides = prepare();
    answered(question, in_turns(settings().turns, sides.floor, sides.ours));
  });
}

void measure(const std::string& name, std::function<void(const Answer&)> work) {
  benchmark::RegisterBenchmark(
      name.c_str(),
      [name, work = std::move(work)](benchmark::State& state) {
        for (auto each : state) {
          (void)each;
          try {
            state.SetIterationTime(time_of([&] {
                                     work([&](const Question& question, const Speeds& speeds) {
                                       answer(state, question, speeds);
                                     });
                                   }).by_clock);
          } catch (const std::exception& fault) {
            rows().push_back({fmt::format("{}: {}", name, fault.what())});
            state.SkipWithError(fault.what());
            break;
          }
        }
      })
      ->Iterations(1)
      ->UseManualTime()
      ->Unit(benchmark::kMillisecond);
}

std::filesystem::path fresh_file(const std::string& name) {
  static int number = 0;
  return settings().folder / fmt::format("{}-{}.db", name, ++number);
}

void remove_store(const std::filesystem::path& file) {
  for (const char* end : {"", "-wal", "-shm", "-queue", "-journal", ".head"})
    std::filesystem::remove(file.string() + end);
}

}  // namespace bench
