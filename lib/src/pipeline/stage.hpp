// What stages are: parsed once, each makes of the documents that come in those that go out.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "document/comparison.hpp"
#include "document/time_limit.hpp"
#include "evaluation/variables.hpp"
#include "expression/expression.hpp"
#include "match/terms.hpp"

namespace profilestore::store {
class Reader;
}

namespace profilestore::pipeline {

/// Documents, one at a time; nothing: there are no more, and it is not asked again.
class Stream {
 public:
  virtual ~Stream() = default;
  Stream() = default;
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  std::optional<Document> next() {
    document::TimeLimit::look();
    return read();
  }

 private:
  virtual std::optional<Document> read() = 0;
};

using StreamPointer = std::unique_ptr<Stream>;

/// How much a stage keeps in memory, and what it does with the rest.
struct Limits {
  std::size_t memory = 100 * 1024 * 1024;
  bool disk = true;  ///< may go into a temporary file
};

/// What a pipeline runs in. Copies are cheap.
struct Run {
  store::Reader* reader;  ///< all collections, at one moment
  Limits limits = {};
  expression::Variables variables = {};
};

/// Where a pipeline stands: some stages are not for all places.
enum class Place { call, facet, lookup, union_with };

/// What parsing needs to know. Copies are cheap.
struct Context {
  std::string collection = {};                     ///< empty: of none
  std::shared_ptr<const match::Terms> terms = {};  ///< how the call compares; may be null
  std::vector<std::string> variables = {};         ///< names that a Run will have
  Place place = Place::call;
  int depth = 0;  ///< pipelines around it

  document::Comparison order() const { return terms ? terms->order : document::Comparison(); }
  expression::Context expressions() const { return {.variables = variables, .order = order()}; }
  /// Of a pipeline within one.
  Context inner(Place its_place) const;
};

/// Top-level fields; nothing: all of them.
using Fields = std::optional<std::vector<std::string>>;

/// A parsed stage. Immutable; safe from any thread.
class Stage {
 public:
  virtual ~Stage() = default;
  /// The documents of `input`, through this stage. REQUIRES: stage and what `run` refers to outlive
  /// the stream.
  virtual StreamPointer over(StreamPointer input, const Run& run) const = 0;
  /// Whether it has to see all documents before it gives the first, and keeps them.
  virtual bool keeps_documents() const { return false; }
  /// The top-level fields of its input that matter, where those of its output are `after`.
  virtual Fields needs(const Fields& after) const {
    (void)after;
    return std::nullopt;
  }
};

using StagePointer = std::shared_ptr<const Stage>;

}  // namespace profilestore::pipeline
