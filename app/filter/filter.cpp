// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/filter.h"

#include "filter/phrase.h"

#include <algorithm>
#include <vector>

namespace framescope::filter {

/// All phrases must be found, each in any place.
struct Filter::Expression
{
    std::vector<Phrase> phrases;
};

namespace {

constexpr std::string_view Space = " \t\r\n";

tl::unexpected<Mistake> mistake(std::string what, std::string hint, std::size_t position,
                                std::size_t length)
{
    Mistake result;
    result.what = std::move(what);
    result.where = "character " + std::to_string(position + 1);
    result.hint = std::move(hint);
    result.position = position;
    result.length = length;
    return tl::unexpected(std::move(result));
}

} // namespace

Filter::Filter() : Filter(std::make_shared<const Expression>()) {}

Filter::Filter(std::shared_ptr<const Expression> expression) : expression_(std::move(expression)) {}

bool Filter::matchesAll() const
{
    return expression_->phrases.empty();
}

bool Filter::matches(const timeline::Timeline& timeline, timeline::StreamReader& reader, EventId id,
                     timeline::View /*view*/) const
{
    if (matchesAll()) {
        return true;
    }
    const timeline::Entry& entry = timeline.entry(id);
    const timeline::Detail* detail = timeline.detail(entry);
    ByteView payload;
    if (!timeline::isLifeCycle(entry.type)) {
        const auto view = reader.view(id);
        if (view) {
            payload = *view;
        }
    }
    return std::ranges::all_of(expression_->phrases, [&](const Phrase& phrase) {
        return phrase.isIn(payload) ||
               (detail && (phrase.isIn(detail->reason) || phrase.isIn(detail->json)));
    });
}

tl::expected<Filter, Mistake> parse(std::string_view expression)
{
    auto parsed = std::make_shared<Filter::Expression>();
    std::size_t at = 0;
    while ((at = expression.find_first_not_of(Space, at)) != std::string_view::npos) {
        const bool quoted = expression[at] == '"';
        const std::size_t start = quoted ? at + 1 : at;
        std::size_t end =
            quoted ? expression.find('"', start) : expression.find_first_of(" \t\r\n\"", start);
        if (quoted && end == std::string_view::npos) {
            return mistake("a quote is not closed", "put \" at the end of the phrase", at,
                           expression.size() - at);
        }
        end = std::min(end, expression.size());
        if (end > start) {
            parsed->phrases.emplace_back(expression.substr(start, end - start));
        }
        at = quoted ? end + 1 : end;
    }
    return Filter(std::move(parsed));
}

} // namespace framescope::filter
