// The script, or an import, under a fault: what the library told, against what is there.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "faults/soak.hpp"

namespace faults {

/// What was found out by many trials.
struct Tally {
  std::int64_t trials = 0, refused = 0, unknown = 0;
  std::int64_t unknown_and_done = 0;          ///< of those whose outcome was told as unknown
  std::int64_t reopened = 0;                  ///< that could go on only with the store reopened
  std::map<std::string, std::int64_t> wrong;  ///< what is wrong, how often

  std::string text() const;
};

/// What a fault is switched by.
struct Switch {
  std::function<void()> on, off;
};

/// What a fault of one number of many is switched by.
struct NumberedSwitch {
  std::function<void(long number)> on;  ///< from 1
  std::function<void()> off;
  std::function<long()> counted;  ///< how many there were since it was on
};

/// A store that each trial begins with, and what it must be at each step.
class Bench {
 public:
  Bench();

  /// Runs the script with the fault on until a call fails; the state must be what was told, when
  /// the store goes on, and when it is opened anew.
  void try_script(const Switch& fault, Tally& tally);

  /// The call of that number alone, or from 0 the opening, again and again: its fault `first`, and
  /// each `stride` behind it, until there is none of that number. What is refused goes on in the
  /// same store.
  void try_step(int step, const NumberedSwitch& fault, long first, long stride, Tally& tally);

  /// The same of one import, into the store or, if `anew`, one that does not exist.
  void try_import(const Switch& fault, bool anew, Tally& tally);

 private:
  void restore() { restore(before_); }
  void restore(const std::string& file);
  int run(const Switch& fault, Tally& tally, bool& unknown, std::string& told);
  std::string file_before(int step);
  void expect(int done, bool unknown, const std::string& told, Tally& tally);

  soak::Folder folder_;
  std::string before_;               ///< the file
  std::vector<std::string> states_;  ///< contents after each step
  std::string imported_, imported_anew_;
};

}  // namespace faults
