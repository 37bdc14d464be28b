// A pipeline: stages one after the other, over the documents of a collection or those it brings.
#pragma once

#include <memory>
#include <optional>
#include <profilestore/document.hpp>
#include <string>
#include <vector>

#include "pipeline/stage.hpp"

namespace profilestore::pipeline {

class Writing;

/// Of MongoDB: stages in a pipeline, and pipelines within each other.
inline constexpr std::size_t most_stages = 1000;
inline constexpr int most_depth = 20;

/// A stage as it was written.
struct NamedStage {
  std::string name;
  Value specification;
  StagePointer stage;
};

/// Parsed. Copies are cheap and share the parsed form; safe from any thread.
class Pipeline {
 public:
  /// Throws InvalidExpression with MongoDB's code. REQUIRES: `stages` is in normal form.
  static Pipeline parse(const Value& stages, const Context& context);

  /// Through all stages. REQUIRES of this and the next: this outlives the stream.
  StreamPointer over(StreamPointer input, const Run& run) const {
    return from(0, std::move(input), run);
  }

  /// Over a collection, of which an index serves what the first stages ask for; over none if the
  /// pipeline begins with what brings its own documents. `hint`: an index by name, or empty.
  StreamPointer over_collection(const std::string& collection, const Run& run,
                                const std::string& hint = {}) const;

  /// Whether it begins with $documents.
  bool brings_documents() const;

  /// What it ends with, if that is $out or $merge; else null.
  const std::shared_ptr<const Writing>& writing() const { return writing_; }

  /// As they are run, $out and $merge left out.
  const std::vector<NamedStage>& stages() const { return *stages_; }

  const Context& context() const { return context_; }

  /// The stages from number `first` on.
  StreamPointer from(std::size_t first, StreamPointer input, const Run& run) const;

 private:
  Context context_;
  std::shared_ptr<const std::vector<NamedStage>> stages_;
  std::shared_ptr<const Writing> writing_;
};

}  // namespace profilestore::pipeline
