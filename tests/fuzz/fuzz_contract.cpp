// SPDX-License-Identifier: GPL-3.0-or-later
//
// A contract, a byte of zero, and payloads that are held against it, each up to a line feed.
// Whatever the bytes are, there is a document or a mistake with its place; a verdict always names a
// message that exists; and what was inferred of the payloads is a document that they fit.
#include "contract/checking/checker.h"
#include "contract/inferring/inference.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <vector>

using namespace framescope;
using namespace framescope::contract;

namespace {

void demand(bool condition)
{
    if (!condition) {
        std::abort();
    }
}

void checkAll(const Document::Ptr& document, const std::vector<std::string_view>& payloads)
{
    Checker checker(document);
    for (const std::string_view payload : payloads) {
        for (const Direction direction : {Direction::In, Direction::Out}) {
            const Verdict verdict = checker.check(direction, asBytes(payload), true);
            demand(!verdict.message || *verdict.message < document->messages().size());
            demand(verdict.fits() == verdict.violations.empty());
            for (const Violation& violation : verdict.violations) {
                demand(violation.at <= payload.size() || verdict.isDecoded);
                demand(violation.path.starts_with('$') && !violation.what.empty());
            }
            verdictText(*document, verdict);
        }
    }
}

bool isNever(std::string_view /*text*/)
{
    return false;
}

void inferFrom(const std::vector<std::string_view>& payloads)
{
    Inference inference({.examples = true, .secrets = {.isName = isNever, .isText = isNever}});
    for (const std::string_view payload : payloads) {
        inference.look(Direction::In, asBytes(payload));
    }
    for (const std::string_view payload : payloads) {
        inference.add(Direction::In, asBytes(payload), true);
    }
    const auto document = Document::read(inference.document({.title = "fuzz"}), "inferred.yaml");
    if (!document) {
        return; // keys may be more or longer than is read
    }
    Checker checker(*document);
    for (const std::string_view payload : payloads) {
        demand(checker.check(Direction::In, asBytes(payload), true).fits());
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t end = std::min(text.find('\0'), size);
    std::vector<std::string_view> payloads;
    for (std::string_view left = text.substr(std::min(end + 1, size)); !left.empty();) {
        payloads.push_back(left.substr(0, left.find('\n')));
        left.remove_prefix(std::min(payloads.back().size() + 1, left.size()));
    }
    const auto document = Document::read(text.substr(0, end), "fuzz.yaml");
    if (document) {
        checkAll(*document, payloads);
    } else {
        demand(!document.error().what.empty() && !document.error().where.empty());
    }
    if (!payloads.empty()) {
        inferFrom(payloads);
    }
    return 0;
}
