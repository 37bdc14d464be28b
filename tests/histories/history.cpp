#include "histories/history.hpp"

#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>

namespace histories {
namespace {

struct Record {
  std::int64_t number, key, time, value;
  Kind kind;
  Outcome outcome;
  std::uint32_t ends, count;
};

Operation begun(const Record& record) {
  return {.number = record.number, .kind = record.kind, .key = record.key, .begin = record.time};
}

void read_log(const std::filesystem::path& path, std::vector<Operation>& all) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  std::map<std::int64_t, Operation> open;
  for (std::size_t at = 0; at + sizeof(Record) <= bytes.size();) {
    Record record;
    std::memcpy(&record, bytes.data() + at, sizeof record);
    at += sizeof record;
    const std::size_t length = record.count * sizeof(std::int64_t);
    if (at + length > bytes.size()) break;
    if (record.ends == 0) {
      open[record.number] = begun(record);
    } else {
      Operation operation = open.at(record.number);
      open.erase(record.number);
      operation.end = record.time;
      operation.outcome = record.outcome;
      operation.value = record.value;
      operation.values.resize(record.count);
      if (length > 0) std::memcpy(operation.values.data(), bytes.data() + at, length);
      all.push_back(std::move(operation));
    }
    at += length;
  }
  for (auto& [number, operation] : open) all.push_back(std::move(operation));
}

}  // namespace

std::int64_t now() {
  timespec time{};
  ::clock_gettime(CLOCK_MONOTONIC, &time);
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

Log::Log(const std::filesystem::path& path)
    : file_(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)) {
  if (file_ < 0) throw std::runtime_error("log");
}

Log::~Log() { ::close(file_); }

void Log::begin(const Operation& operation) { write(operation, false); }
void Log::end(const Operation& operation) { write(operation, true); }

void Log::write(const Operation& operation, bool ends) {
  const Record record{operation.number,
                      operation.key,
                      now(),
                      operation.value,
                      operation.kind,
                      operation.outcome,
                      ends ? 1U : 0U,
                      static_cast<std::uint32_t>(operation.values.size())};
  std::string bytes(reinterpret_cast<const char*>(&record), sizeof record);
  bytes.append(reinterpret_cast<const char*>(operation.values.data()),
               operation.values.size() * sizeof(std::int64_t));
  if (::write(file_, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
    throw std::runtime_error("log");
}

std::vector<Operation> history_in(const std::filesystem::path& folder) {
  std::vector<Operation> all;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".log") read_log(entry.path(), all);
  return all;
}

}  // namespace histories
