// Tables of updates: what each makes of a document, and how the wrong ones are refused. The JSON of
// a table is in normal form, and the order of fields counts.
#pragma once

#include <profilestore/error.hpp>
#include <string>
#include <vector>

#include "catch.hpp"
#include "update/update.hpp"

namespace update_cases {

using profilestore::InvalidUpdate;
using profilestore::Value;
using profilestore::update::Update;

inline const Value& now() {
  static const Value date = {{"$date", "2024-05-06T07:08:09.123Z"}};
  return date;
}

inline Update update_of(const std::string& text) { return Update::parse(Value::parse(text)); }

/// `call` is refused, with this code and this message.
template <class Call>
void check_refused(Call&& call, int code, const std::string& message) {
  try {
    call();
    FAIL_CHECK("was not refused");
  } catch (const InvalidUpdate& refusal) {
    CHECK(refusal.code() == code);
    CHECK(std::string(refusal.what()) == message);
  }
}

struct Applied {
  std::string description;
  std::string document;
  std::string update;
  std::string expected;
  bool written = false;  ///< counts as a change, even if it is none
};

inline void check(const std::vector<Applied>& table, bool inserting = false) {
  for (const Applied& row : table) {
    INFO(row.description << ": " << row.update << " on " << row.document);
    Value document = Value::parse(row.document);
    const std::string before = document.dump();
    const bool changed = update_of(row.update).apply(document, now(), inserting);
    CHECK(document.dump() == Value::parse(row.expected).dump());
    CHECK(changed == (row.written || document.dump() != before));
  }
}

/// The update is refused as it is read.
struct Unreadable {
  std::string description;
  std::string update;
  int code;
  std::string message;
};

inline void check(const std::vector<Unreadable>& table) {
  for (const Unreadable& row : table) {
    INFO(row.description << ": " << row.update);
    check_refused([&] { update_of(row.update); }, row.code, row.message);
  }
}

/// The update reads well, and the document does not admit it.
struct Inadmissible {
  std::string description;
  std::string document;
  std::string update;
  int code;
  std::string message;
};

inline void check(const std::vector<Inadmissible>& table, bool inserting = false) {
  for (const Inadmissible& row : table) {
    INFO(row.description << ": " << row.update << " on " << row.document);
    const Update update = update_of(row.update);
    Value document = Value::parse(row.document);
    check_refused([&] { update.apply(document, now(), inserting); }, row.code, row.message);
  }
}

}  // namespace update_cases
