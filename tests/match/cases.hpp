// Tables of filters: which documents each matches, and how the wrong ones are refused. The JSON of
// a table is in normal form.
#pragma once

#include <profilestore/error.hpp>
#include <string>
#include <vector>

#include "catch.hpp"
#include "match/filter.hpp"

namespace cases {

using profilestore::Value;
using profilestore::match::Filter;

struct Matching {
  std::string description;
  std::string filter;
  std::vector<std::string> matching;
  std::vector<std::string> others;
};

inline Filter filter_of(const std::string& text) { return Filter::parse(Value::parse(text)); }

inline void check_matching(const std::vector<Matching>& table) {
  for (const Matching& row : table) {
    INFO(row.description << ": " << row.filter);
    const Filter filter = filter_of(row.filter);
    for (const std::string& document : row.matching) {
      INFO("matches " << document);
      CHECK(filter.matches(Value::parse(document)));
      CHECK(filter.match(Value::parse(document)));
      CHECK(filter.failures(Value::parse(document)).empty());
    }
    for (const std::string& document : row.others) {
      INFO("does not match " << document);
      CHECK_FALSE(filter.matches(Value::parse(document)));
      CHECK_FALSE(filter.match(Value::parse(document)));
      CHECK_FALSE(filter.failures(Value::parse(document)).empty());
    }
  }
}

struct Refused {
  std::string description;
  std::string filter;
  std::string message;
  std::string path;
  std::string operator_name;
  int code = 2;
};

inline void check_refused(const std::vector<Refused>& table) {
  for (const Refused& row : table) {
    INFO(row.description << ": " << row.filter);
    try {
      filter_of(row.filter);
      FAIL_CHECK("was accepted");
    } catch (const profilestore::InvalidFilter& refusal) {
      CHECK(refusal.code() == row.code);
      CHECK(std::string(refusal.what()) == row.message);
      CHECK(refusal.path() == row.path);
      CHECK(refusal.operator_name() == row.operator_name);
    }
  }
}

}  // namespace cases
