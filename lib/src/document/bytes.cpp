#include "document/bytes.hpp"

#include <openssl/evp.h>
#include <algorithm>
#include <new>

namespace profilestore::document {
namespace {

EVP_MD_CTX* evp(void* context) { return static_cast<EVP_MD_CTX*>(context); }

const unsigned char* unsigned_data(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

std::string base64_of(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4, '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), unsigned_data(bytes),
                  static_cast<int>(bytes.size()));
  return text;
}

std::optional<std::string> bytes_of_base64(std::string_view text) {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  if (text.size() % 4 != 0) return std::nullopt;
  const std::size_t body = text.find_last_not_of('=') + 1;
  const std::size_t padding = text.size() - body;
  // The decoder skips white space at the ends and takes padding anywhere: base64 has neither.
  if (padding > 2 || text.substr(0, body).find_first_not_of(alphabet) != std::string_view::npos)
    return std::nullopt;
  std::string bytes(text.size() / 4 * 3, '\0');
  if (EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()), unsigned_data(text),
                      static_cast<int>(text.size())) < 0)
    return std::nullopt;
  bytes.resize(bytes.size() - padding);
  return bytes;
}

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  if (context_ == nullptr) throw std::bad_alloc();
  restart();
}

Sha256::~Sha256() { EVP_MD_CTX_free(evp(context_)); }

// Fetched once: to look the algorithm up takes as long as to hash a key.
void Sha256::restart() {
  static EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  if (EVP_DigestInit_ex2(evp(context_), sha256, nullptr) != 1) throw std::bad_alloc();
}

void Sha256::add(std::string_view bytes) {
  EVP_DigestUpdate(evp(context_), bytes.data(), bytes.size());
}

std::array<unsigned char, 32> Sha256::finish() {
  std::array<unsigned char, 32> digest;
  EVP_DigestFinal_ex(evp(context_), digest.data(), nullptr);
  restart();
  return digest;
}

std::string Sha256::hex() {
  const auto digest = finish();
  return hex_of({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

Digest digest_of(std::string_view bytes) {
  thread_local Sha256 hash;
  hash.add(bytes);
  const auto whole = hash.finish();
  Digest digest;
  std::copy_n(whole.begin(), digest.size(), digest.begin());
  return digest;
}

std::string hex_of(std::string_view bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

}  // namespace profilestore::document
