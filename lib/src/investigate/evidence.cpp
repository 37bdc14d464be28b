#include "investigate/evidence.hpp"

#include <algorithm>
#include <set>

#include "document/bytes.hpp"
#include "document/moment.hpp"
#include "investigate/verdict.hpp"

namespace profilestore::investigating {
namespace {

constexpr std::size_t shown_processes = 20;

// The first of each `_id`; what has none is one by itself.
std::vector<const DocumentTrace*> different(const std::vector<DocumentTrace>& copies) {
  std::set<std::uint64_t> seen;
  std::vector<const DocumentTrace*> ones;
  for (const DocumentTrace& copy : copies)
    if (copy.id == 0 || seen.insert(copy.id).second) ones.push_back(&copy);
  return ones;
}

void look_at_creation(Evidence& evidence, const std::vector<const DocumentTrace*>& copies) {
  for (const DocumentTrace* copy : copies) {
    if (!copy->created) continue;
    const std::int64_t second = *copy->created;
    if (evidence.timed++ == 0) {
      evidence.first = second;
    } else {
      const std::int64_t gap = second - evidence.last;
      evidence.close += gap <= Thresholds::race;
      evidence.longest_gap = std::max(evidence.longest_gap, gap);
    }
    evidence.last = second;
    ++evidence.processes[copy->process];
  }
}

void look_at_updates(Evidence& evidence, const std::vector<const DocumentTrace*>& copies) {
  std::map<std::int64_t, std::size_t> moments;
  for (const DocumentTrace* copy : copies)
    if (copy->updated) {
      ++evidence.with_updated;
      ++moments[*copy->updated];
    }
  evidence.moments = moments.size();
  for (const auto& [moment, documents] : moments)
    if (documents > evidence.sharing) {
      evidence.sharing = documents;
      evidence.moment = moment;
    }
}

std::string hex_of(const Process& process) {
  return document::hex_of({reinterpret_cast<const char*>(process.data()), process.size()});
}

Value created(const Evidence& evidence) {
  if (evidence.timed == 0) return nullptr;
  std::vector<std::pair<Process, std::size_t>> processes(evidence.processes.begin(),
                                                         evidence.processes.end());
  std::ranges::stable_sort(processes, [](auto& a, auto& b) { return a.second > b.second; });
  if (processes.size() > shown_processes) processes.resize(shown_processes);
  Value shown = Value::array();
  for (const auto& [process, documents] : processes)
    shown.push_back({{"process", hex_of(process)}, {"documents", documents}});
  return {{"documents", evidence.timed},
          {"first", document::date_of_millis(evidence.first * 1000)},
          {"last", document::date_of_millis(evidence.last * 1000)},
          {"seconds", evidence.last - evidence.first},
          {"close", evidence.close},
          {"longestGap", evidence.longest_gap},
          {"processCount", evidence.processes.size()},
          {"processes", shown}};
}

Value updated(const Evidence& evidence) {
  if (evidence.with_updated == 0) return nullptr;
  return {{"documents", evidence.with_updated},
          {"distinct", evidence.moments},
          {"sharedBy", evidence.sharing},
          {"value", document::date_of_millis(evidence.moment)}};
}

}  // namespace

Evidence Evidence::of(const std::vector<DocumentTrace>& copies) {
  Evidence evidence;
  evidence.documents = copies.size();
  const std::vector<const DocumentTrace*> ones = different(copies);
  evidence.ids = ones.size();
  std::set<std::uint64_t> contents, identities;
  for (const DocumentTrace* copy : ones) contents.insert(copy->content);
  for (const DocumentTrace& copy : copies)
    if (copy.identity != 0) identities.insert(copy.identity);
  evidence.contents = contents.size();
  evidence.identities = identities.size();
  look_at_creation(evidence, ones);
  look_at_updates(evidence, ones);
  return evidence;
}

Document Evidence::as_document() const {
  return {{"ids", ids},
          {"contents", contents},
          {"identities", identities},
          {"created", created(*this)},
          {"updated", updated(*this)}};
}

}  // namespace profilestore::investigating
