// Pipelines over a few documents, and what comes of them, as text.
#pragma once

#include <algorithm>
#include <profilestore/profilestore.hpp>
#include <string>
#include <vector>

#include "catch.hpp"

namespace pipeline_cases {

using namespace profilestore;

inline std::string text_of(Cursor found) {
  std::string text;
  for (const Document& document : found) text += (text.empty() ? "" : " ") + document.dump();
  return text;
}

/// As text_of, in the order of the texts: of pipelines that say no order.
inline std::string bag_of(Cursor found) {
  std::vector<std::string> texts;
  for (const Document& document : found) texts.push_back(document.dump());
  std::sort(texts.begin(), texts.end());
  std::string text;
  for (const std::string& each : texts) text += (text.empty() ? "" : " ") + each;
  return text;
}

/// One store with the collection "c".
struct Subject {
  explicit Subject(const std::string& documents = "[]") { insert("c", documents); }

  void insert(const std::string& name, const std::string& documents) {
    for (const Document& document : ejson::parse_pipeline(documents))
      store.collection(name).insert_one(document);
  }

  std::string run(const std::string& pipeline, const AggregateOptions& options = {}) {
    return text_of(collection.aggregate(ejson::parse_pipeline(pipeline), options));
  }

  /// The code of the error, and whether its text names `part`.
  int code_of(const std::string& pipeline, const std::string& part = "",
              const AggregateOptions& options = {}) {
    try {
      (void)run(pipeline, options);
    } catch (const Error& error) {
      CHECK_THAT(error.what(), has_part(part));
      return error.code();
    }
    return 0;
  }

  Store store = Store::in_memory();
  Collection collection = store.collection("c");
};

struct Row {
  const char* pipeline;
  const char* result;
};

inline void check_rows(Subject& subject, const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    INFO(row.pipeline);
    CHECK(subject.run(row.pipeline) == row.result);
  }
}

struct Refused {
  const char* pipeline;
  int code;
  const char* part = "";
};

inline void check_refused(Subject& subject, const std::vector<Refused>& rows) {
  for (const Refused& row : rows) {
    INFO(row.pipeline);
    CHECK(subject.code_of(row.pipeline, row.part) == row.code);
  }
}

}  // namespace pipeline_cases
