// $graphLookup: with each document those that are reached from it step by step, as an array.
#include <fmt/format.h>

#include <limits>
#include <set>

#include "document/number.hpp"
#include "document/type.hpp"
#include "numbers/numbers.hpp"
#include "pipeline/fields.hpp"
#include "pipeline/filter_terms.hpp"
#include "pipeline/join.hpp"
#include "pipeline/record.hpp"
#include "pipeline/refusal.hpp"
#include "pipeline/stages.hpp"

namespace profilestore::pipeline {
namespace {

constexpr std::string_view graph_lookup = "$graphLookup";
constexpr std::size_t asked_at_once = 1000;

struct Graph {
  std::string from;
  expression::Expression start_with;
  document::Path connect_from, connect_to, as;
  std::optional<document::Path> depth_field = {};
  std::int64_t max_depth = std::numeric_limits<std::int64_t>::max();
  Document restriction = Document::object();
  std::shared_ptr<const match::Terms> terms = {};
  document::Comparison order = {};
};

using Values = std::set<Value, document::Comparison>;

class Reached : public Stream {
 public:
  Reached(StreamPointer input, const Graph& graph, const Run& run)
      : input_(std::move(input)),
        graph_(graph),
        run_(run),
        join_(graph.from, graph.connect_to.text(), graph.terms, run, graph.restriction) {}

 private:
  std::optional<Document> read() override {
    auto document = input_->next();
    if (!document) return std::nullopt;
    set_field(*document, graph_.as, reached_from(*document));
    return document;
  }

  Value reached_from(const Document& document) {
    Values seen(graph_.order);
    std::set<Value, document::Comparison> ids;  // MongoDB: no collation makes one of two documents
    Value found = Value::array();
    std::size_t bytes = 0;
    Values frontier = start_of(document);
    for (std::int64_t depth = 0; !frontier.empty() && depth <= graph_.max_depth; ++depth) {
      Values next(graph_.order);
      std::vector<Value> asked(frontier.begin(), frontier.end());
      for (std::size_t first = 0; first < asked.size(); first += asked_at_once) {
        const auto begin = asked.begin() + static_cast<std::ptrdiff_t>(first);
        const auto end =
            begin + static_cast<std::ptrdiff_t>(std::min(asked_at_once, asked.size() - first));
        const StreamPointer stream = join_.matching({begin, end}, Join::Null::written);
        while (auto one = stream->next()) {
          if (!ids.insert(one->value("_id", Value())).second) continue;
          for (Value& value : Join::written_at(*one, graph_.connect_from))
            next.insert(std::move(value));
          if (graph_.depth_field)
            set_field(*one, *graph_.depth_field, document::long_integer(depth));
          bytes += bytes_in_memory(*one);
          check_bytes_of_value(graph_lookup, bytes);
          found.push_back(*std::move(one));
        }
      }
      seen.merge(frontier);
      frontier.clear();
      for (const Value& value : next)
        if (!seen.contains(value)) frontier.insert(value);
    }
    return found;
  }

  Values start_of(const Document& document) const {
    Values start(graph_.order);
    auto value = graph_.start_with.evaluate(document, run_.variables);
    if (value && value->is_array())
      start.insert(value->begin(), value->end());
    else if (value)
      start.insert(*std::move(value));
    return start;
  }

  StreamPointer input_;
  const Graph& graph_;
  Run run_;
  Join join_;
};

class GraphLookup : public Stage {
 public:
  explicit GraphLookup(Graph graph) : graph_(std::move(graph)) {}
  StreamPointer over(StreamPointer input, const Run& run) const override {
    return std::make_unique<Reached>(std::move(input), graph_, run);
  }

 private:
  Graph graph_;
};

const Value& graph_option(const Value& specification, std::string_view name) {
  const Value* found = document::member(specification, name);
  if (found == nullptr) refuse(40105, graph_lookup, fmt::format("lacks its option '{}'", name));
  return *found;
}

document::Path graph_path(const Value& specification, std::string_view name) {
  return field_path(graph_lookup,
                    text_of(40103, graph_lookup, name, graph_option(specification, name)));
}

}  // namespace

StagePointer parse_graph_lookup(const Value& specification, const Context& context) {
  if (!document::is_plain_object(specification))
    refuse(failed_to_parse, graph_lookup, "takes an object: {from: …, startWith: …, …}");
  refuse_unknown(40104, graph_lookup, specification,
                 {"from", "startWith", "connectFromField", "connectToField", "as", "maxDepth",
                  "depthField", "restrictSearchWithMatch"});
  Graph graph{
      .from = text_of(failed_to_parse, graph_lookup, "from", graph_option(specification, "from")),
      .start_with = expression::Expression::parse(graph_option(specification, "startWith"),
                                                  context.expressions()),
      .connect_from = graph_path(specification, "connectFromField"),
      .connect_to = graph_path(specification, "connectToField"),
      .as = graph_path(specification, "as"),
      .terms = context.terms,
      .order = context.order()};
  if (specification.contains("depthField"))
    graph.depth_field = graph_path(specification, "depthField");
  if (const Value* most = document::member(specification, "maxDepth")) {
    if (!document::is_number(document::type_of(*most)))
      refuse(40100, graph_lookup, "takes a number as 'maxDepth'");
    const auto number = expression::integral_of(*most);
    if (!number) refuse(40102, graph_lookup, "takes a whole number as 'maxDepth'");
    if (*number < 0) refuse(40101, graph_lookup, "takes no negative number as 'maxDepth'");
    graph.max_depth = *number;
  }
  if (const Value* filter = document::member(specification, "restrictSearchWithMatch")) {
    if (!document::is_plain_object(*filter))
      refuse(40185, graph_lookup, "takes a filter as 'restrictSearchWithMatch'");
    (void)parsed_filter(*filter, context);
    graph.restriction = *filter;
  }
  return std::make_shared<GraphLookup>(std::move(graph));
}

}  // namespace profilestore::pipeline
