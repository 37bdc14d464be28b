#include "pipeline/stages.hpp"

#include <fmt/format.h>

#include <map>

#include "pipeline/refusal.hpp"
#include "pipeline/stages/match.hpp"
#include "pipeline/stages/reshape.hpp"
#include "pipeline/stages/sort.hpp"
#include "pipeline/stages/window.hpp"
#include "reshaping/reshaping.hpp"

namespace profilestore::pipeline {
namespace {

const std::map<std::string_view, ParseStage>& known_stages() {
  static const std::map<std::string_view, ParseStage> table{{"$bucket", parse_bucket},
                                                            {"$bucketAuto", parse_bucket_auto},
                                                            {"$count", parse_count},
                                                            {"$documents", parse_documents},
                                                            {"$facet", parse_facet},
                                                            {"$graphLookup", parse_graph_lookup},
                                                            {"$group", parse_group},
                                                            {"$limit", Window::parse_limit},
                                                            {"$lookup", parse_lookup},
                                                            {"$match", Match::parse},
                                                            {"$redact", parse_redact},
                                                            {"$sample", parse_sample},
                                                            {"$skip", Window::parse_skip},
                                                            {"$sort", Sort::parse},
                                                            {"$sortByCount", parse_sort_by_count},
                                                            {"$unionWith", parse_union_with},
                                                            {"$unwind", parse_unwind}};
  return table;
}

/// Stages of MongoDB's manual that are not here, and what to do instead.
const std::map<std::string_view, std::string_view>& unsupported_stages() {
  constexpr std::string_view server = "a store has no server whose state it could tell";
  constexpr std::string_view text = "there are no text and vector indexes; use $match with $regex";
  static const std::map<std::string_view, std::string_view> table{
      {"$changeStream", "use Collection::watch"},
      {"$changeStreamSplitLargeEvent", "use Collection::watch"},
      {"$collStats", "use Store::stats, or $count"},
      {"$currentOp", server},
      {"$densify", "add the missing documents by $unionWith and $documents"},
      {"$fill", "use $set with $ifNull for constant values"},
      {"$geoNear", "there are no geospatial indexes"},
      {"$indexStats", server},
      {"$listClusterCatalog", "use Store::collection_names"},
      {"$listLocalSessions", server},
      {"$listSampledQueries", server},
      {"$listSearchIndexes", text},
      {"$listSessions", server},
      {"$planCacheStats", server},
      {"$querySettings", server},
      {"$queryStats", server},
      {"$rankFusion", text},
      {"$score", text},
      {"$scoreFusion", text},
      {"$search", text},
      {"$searchMeta", text},
      {"$setWindowFields", "group with $push, and use $map or $reduce over the array"},
      {"$shardedDataDistribution", server},
      {"$vectorSearch", text}};
  return table;
}

constexpr std::string_view not_in_facet[] = {"$documents", "$facet"};

}  // namespace

StagePointer parse_stage(std::string_view name, const Value& specification,
                         const Context& context) {
  if (context.place == Place::facet)
    for (const std::string_view refused : not_in_facet)
      if (name == refused) refuse(40600, name, "may not stand in a $facet");
  if (expression::Reshaping::is_one(name)) return Reshape::parse(name, specification, context);
  if (const auto found = known_stages().find(name); found != known_stages().end())
    return found->second(specification, context);
  if (const auto found = unsupported_stages().find(name); found != unsupported_stages().end())
    refuse_unsupported(name, found->second);
  refuse(40324, name, "is no stage of an aggregation pipeline");
}

}  // namespace profilestore::pipeline
