#include "files/unpack.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <profilestore/error.hpp>

#include "files/allowance.hpp"
#include "files/archive_reader.hpp"
#include "files/gzip.hpp"
#include "files/spool.hpp"

namespace profilestore::files {
namespace {

constexpr int deepest = 3;  // a file in gzip in a tar in gzip

// zstd, bzip2, xz; zip, and a zip with nothing in it
constexpr std::array<std::string_view, 5> magics{"\x28\xB5\x2F\xFD", "BZh",
                                                 "\xFD"
                                                 "7zXZ",
                                                 "PK\x03\x04", "PK\x05\x06"};

bool is_tar(std::string_view bytes) {
  return bytes.size() >= 512 && bytes.substr(257, 5) == "ustar";
}

File gunzipped(const File& packed, Allowance& allowance) {
  Spool spool(packed.name());
  spool.begin(packed.name(), packed_in("gzip", packed.container()));
  gunzip(packed.bytes(), packed.name(), [&](std::string_view block) {
    allowance.take(block.size());
    spool.append(block);
  });
  return std::move(spool.files().front());
}

std::vector<File> unpacked_once(const File& packed, Allowance& allowance) {
  if (!is_gzip(packed.bytes())) return files_in(packed, allowance);
  std::vector<File> one;
  one.push_back(gunzipped(packed, allowance));
  return one;
}

void unpack_into(std::vector<File>& all, File source, int depth, Allowance& allowance) {
  if (!is_packed(source.bytes())) return all.push_back(std::move(source));
  if (depth == 0)
    throw StorageFailure(fmt::format("unpacking {}: it is packed more than {} times; unpack it "
                                     "yourself first",
                                     source.name(), deepest),
                         0);
  for (File& inner : unpacked_once(source, allowance))
    unpack_into(all, std::move(inner), depth - 1, allowance);
}

}  // namespace

bool is_packed(std::string_view bytes) {
  return is_gzip(bytes) || is_tar(bytes) ||
         std::ranges::any_of(magics,
                             [&](std::string_view magic) { return bytes.starts_with(magic); });
}

std::vector<File> unpack(File packed) {
  Allowance allowance(packed.name(), packed.bytes().size());
  std::vector<File> all;
  unpack_into(all, std::move(packed), deepest, allowance);
  return all;
}

}  // namespace profilestore::files
