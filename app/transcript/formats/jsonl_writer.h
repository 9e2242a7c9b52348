// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "timeline/index/event_record.h"

#include <string>

namespace framescope::transcript {

/// Events as JSON lines. Every member that belongs to a kind of event is always present, in a fixed
/// order, and null if it is not known; only `incomplete`, `missing` and `not_inflated` are left out
/// if they don't apply. The output is always UTF-8.
class JsonlWriter
{
public:
    /// `decoded`: a payload that holds values (codec::decode) has them as the member `decoded`
    /// too, and `encoding` says how it came to them.
    explicit JsonlWriter(bool decoded = false) : decoded_(decoded) {}

    /// Appends a line.
    void append(std::string& to, const timeline::EventRecord& record);

    /// The same in two halves, with ,"text":"…" or ,"base64":"…" between them if the event has a
    /// payload.
    void appendStart(std::string& to, const timeline::EventRecord& record);
    void appendEnd(std::string& to, const timeline::EventRecord& record) const;

private:
    void appendTime(std::string& to, Timestamp time);

    bool decoded_;
    std::int64_t second_ = INT64_MIN; ///< that `secondText_` is of
    std::string secondText_;          ///< "2026-01-31T12:00:00."
};

/// Appends ,"incomplete":true, ,"missing":N and ,"not_inflated":"why", as far as they apply.
void appendMissing(std::string& to, const timeline::EventRecord& record);

/// Appends ,"violations":[{rule, section, severity, text}…].
void appendViolations(std::string& to, const wire::Violations& violations);

} // namespace framescope::transcript
