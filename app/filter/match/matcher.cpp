// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/match/matcher.h"

#include "filter/language/expression.h"
#include "filter/match/candidate.h"

namespace framescope::filter {

Matcher::Matcher(Filter filter, const timeline::Timeline& timeline, timeline::View view)
    : filter_(std::move(filter)),
      candidate_(std::make_unique<Candidate>(timeline, view, filter_.contract()))
{
}

Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

bool Matcher::matches(EventId id)
{
    if (filter_.matchesAll()) {
        return true;
    }
    candidate_->lookAt(id);
    return filter_.expression().matches(*candidate_);
}

const TooLong& Matcher::tooLong() const
{
    return candidate_->tooLong();
}

} // namespace framescope::filter
