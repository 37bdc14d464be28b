#include "faults/trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <optional>

#include "faults/script.hpp"
#include "store/temporary_store.hpp"

namespace faults {
namespace {

using namespace profilestore;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds deadline{100};
constexpr std::chrono::seconds too_long{10};

StoreOptions options() { return {.deadline = deadline}; }

/// What a call told when it failed.
enum class Told { nothing, not_done, unknown };

struct Failure {
  Told told = Told::nothing;
  std::string text = {};
  std::string wrong = {};  ///< if it is none that a fault may cause
};

template <class Call>
Failure failure_of(Call call) {
  try {
    call();
    return {};
  } catch (const OutcomeUnknown& failure) {
    return {Told::unknown, failure.what()};
  } catch (const StorageFailure& failure) {
    return {Told::not_done, failure.what()};
  } catch (const std::bad_alloc&) {
    return {Told::unknown, "std::bad_alloc"};
  } catch (const std::exception& failure) {
    return {Told::not_done, failure.what(), fmt::format("a fault is told as {}", failure.what())};
  }
}

template <class Wrong>
void expect_told(Told told, bool old, bool is_new, Wrong wrong) {
  if (!old && !is_new) wrong("neither the old state nor the new");
  if (told == Told::nothing && !is_new) wrong("told as done");
  if (told == Told::not_done && is_new) wrong("done, though told as not done");
}

}  // namespace

std::string Tally::text() const {
  std::string text = fmt::format(
      "{} trials, {} refused, {} unknown ({} of them done), {} went on only when reopened\n",
      trials, refused, unknown, unknown_and_done, reopened);
  for (const auto& [what, count] : wrong) text += fmt::format("{} times: {}\n", count, what);
  return text;
}

Bench::Bench() {
  {
    Store store = Store::open(folder_ / "p.db", temporary::quick());
    run_step(store, 0);
  }
  before_ = temporary::contents(folder_ / "p.db");
  temporary::write_file(folder_ / "import.json", export_of(500));
  {
    Store store = Store::open(folder_ / "p.db", temporary::quick());
    states_.push_back(contents_of(store));
    for (int step = 1; step < steps; ++step) {
      run_step(store, step);
      states_.push_back(contents_of(store));
    }
  }
  restore();
  import_files(folder_ / "p.db", {(folder_ / "import.json").string()}, import_options());
  imported_ = contents_of(Store::open(folder_ / "p.db"));
  import_files(folder_ / "new.db", {(folder_ / "import.json").string()}, import_options());
  imported_anew_ = contents_of(Store::open(folder_ / "new.db"));
}

void Bench::restore(const std::string& file) {
  for (const std::string& name : folder_.names())
    if (name != "import.json") std::filesystem::remove_all(folder_ / name);
  temporary::write_file(folder_ / "p.db", file);
}

std::string Bench::file_before(int step) {
  restore();
  {
    Store store = Store::open(folder_ / "p.db", temporary::quick());
    for (int done = 1; done < step; ++done) run_step(store, done);
  }
  return temporary::contents(folder_ / "p.db");
}

/// How many steps were done when one failed.
int Bench::run(const Switch& fault, Tally& tally, bool& unknown, std::string& told) {
  std::optional<Store> store;
  int done = 0;
  const auto go_on = [&] {
    return failure_of([&] {
      if (!store) store.emplace(Store::open(folder_ / "p.db", options()));
      for (; done + 1 < steps; ++done) run_step(*store, done + 1);
    });
  };
  fault.on();
  Failure failure = go_on();
  if (failure.told != Told::nothing) ++tally.refused;
  unknown = failure.told == Told::unknown;
  told = failure.text;
  if (!failure.wrong.empty()) ++tally.wrong[failure.wrong];
  if (store && failure.told == Told::not_done) {
    // A fault that is over is no reason to stop; one that stays is told again.
    failure = go_on();
    if (failure.told != Told::nothing) ++tally.reopened;
    if (failure.told == Told::unknown) unknown = true;
    if (failure.told != Told::nothing) told += "; then: " + failure.text;
    if (!failure.wrong.empty()) ++tally.wrong[failure.wrong];
  }
  store.reset();
  fault.off();
  return done;
}

void Bench::expect(int done, bool unknown, const std::string& told, Tally& tally) {
  const auto wrong = [&](const std::string& what) {
    ++tally.wrong[fmt::format("{} (step {}, told: {})", what, (done + 1) % 8, told)];
  };
  const Failure failure = failure_of([&] {
    Store store = Store::open(folder_ / "p.db", options());
    const std::string contents = contents_of(store);
    const auto state = static_cast<std::size_t>(done);
    const bool next = state + 1 < states_.size() && contents == states_[state + 1];
    if (unknown) ++tally.unknown;
    if (unknown && next) ++tally.unknown_and_done;
    if (contents != states_[state] && !(unknown && next))
      return wrong(next ? "done, though told as not done" : "another state than was told");
    for (int step = done + (next ? 2 : 1); step < steps; ++step) run_step(store, step);
    if (contents_of(store) != states_.back()) wrong("the rest did something else");
    if (const std::string fault = fault_in(store); !fault.empty()) wrong(fault);
  });
  if (failure.told != Told::nothing) wrong("the fault is over, but: " + failure.text);
}

void Bench::try_script(const Switch& fault, Tally& tally) {
  restore();
  ++tally.trials;
  const auto begin = Clock::now();
  bool unknown = false;
  std::string told;
  const int done = run(fault, tally, unknown, told);
  if (Clock::now() - begin > too_long) ++tally.wrong["the script takes far longer than it may"];
  expect(done, unknown, told, tally);
}

void Bench::try_step(int step, const NumberedSwitch& fault, long first, long stride, Tally& tally) {
  const std::string file = file_before(step);
  const std::string& before = states_[static_cast<std::size_t>(std::max(step - 1, 0))];
  const std::string& after = states_[static_cast<std::size_t>(step)];
  std::optional<Store> store;
  for (long number = first;; number += stride) {
    if (!store) {
      restore(file);
      store.emplace(Store::open(folder_ / "p.db", options()));
    }
    ++tally.trials;
    fault.on(number);
    // Over before the text of what was thrown is copied.
    const Failure failure = failure_of([&] {
      try {
        if (step == 0)
          Store::open(folder_ / "p.db", options());
        else
          run_step(*store, step);
      } catch (...) {
        fault.off();  // the text of what was thrown is copied
        throw;
      }
    });
    fault.off();
    const bool last = fault.counted() < number;
    const auto wrong = [&](const std::string& what) {
      ++tally.wrong[fmt::format("call {}: {} (told: {})", step, what, failure.text)];
    };
    if (!failure.wrong.empty()) wrong("a fault of another kind");
    if (failure.told != Told::nothing) ++tally.refused;
    const Failure later = failure_of([&] {
      store->transaction([](Transaction&) {});  // who comes next can write
      const std::string contents = contents_of(*store);
      if (step > 0) expect_told(failure.told, contents == before, contents == after, wrong);
      if (step == 0 && contents != before) wrong("opened, it is another store");
      if (last)
        if (const std::string found = fault_in(*store); !found.empty()) wrong(found);
      if (contents != before || contents == after) store.reset();
    });
    if (later.told != Told::nothing) {
      wrong("the fault is over, but: " + later.text);
      store.reset();
    }
    if (last) return;
  }
}

void Bench::try_import(const Switch& fault, bool anew, Tally& tally) {
  restore();
  ++tally.trials;
  const auto store = folder_ / (anew ? "new.db" : "p.db");
  const std::string& after = anew ? imported_anew_ : imported_;
  const auto import = [&] {
    return failure_of(
        [&] { import_files(store, {(folder_ / "import.json").string()}, import_options()); });
  };
  const auto begin = Clock::now();
  fault.on();
  const Failure failure = import();
  fault.off();
  const auto wrong = [&](const std::string& what) {
    ++tally.wrong[fmt::format("import{}: {} (told: {})", anew ? " into a new store" : "", what,
                              failure.text)];
  };
  if (Clock::now() - begin > too_long) wrong("it takes far longer than it may");
  if (!failure.wrong.empty()) wrong("a fault of another kind");
  if (failure.told != Told::nothing) ++tally.refused;
  if (failure.told == Told::unknown) ++tally.unknown;

  const bool there = std::filesystem::exists(store);
  if (!there && failure.told == Told::nothing) wrong("done, and no store is there");
  const Failure later = failure_of([&] {
    if (there) {
      const std::string contents = contents_of(Store::open(store, options()));
      const bool old = !anew && contents == states_.front(), is_new = contents == after;
      expect_told(failure.told, old, is_new, wrong);
      if (failure.told == Told::unknown && is_new) ++tally.unknown_and_done;
    }
    if (const Failure again = import(); again.told != Told::nothing)
      wrong("the fault is over, but: " + again.text);
    const Store opened = Store::open(store, options());
    if (contents_of(opened) != after) wrong("a second import made something else");
    if (const std::string found = fault_in(opened); !found.empty()) wrong(found);
  });
  if (later.told != Told::nothing) wrong("the fault is over, but: " + later.text);
  for (const std::string& name : folder_.names())
    if (name.starts_with('.')) wrong("a folder is left behind");
}

}  // namespace faults
