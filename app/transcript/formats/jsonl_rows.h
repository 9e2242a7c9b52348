// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "transcript/finding.h"
#include "transcript/row_writer.h"

#include <string>

namespace framescope::transcript {

/// Events as JSON lines. Every member that belongs to a kind of event is always present, in a fixed
/// order, and null if it is not known; only `incomplete`, `missing` and `not_inflated` are left out
/// if they don't apply. The output is always UTF-8.
class JsonlRows : public RowWriter
{
public:
    /// `decoded`: if codec::decode finds values in a payload that the record has as a whole, adds
    /// them as the member `decoded`, and their encoding as `encoding`. What `find` finds is put
    /// among the violations.
    explicit JsonlRows(bool decoded = false, FindFindings find = {})
        : decoded_(decoded), find_(std::move(find))
    {
    }

    /// Appends the line of a record that has all of its payload.
    void append(std::string& to, const timeline::EventRecord& record);
    Result<void> row(ExportOutput& to, const timeline::EventRecord& record,
                     const PayloadParts& payload) override;

private:
    void appendStart(std::string& to, const timeline::EventRecord& record);
    void appendEnd(std::string& to, const timeline::EventRecord& record) const;
    void appendTime(std::string& to, Timestamp time);

    bool decoded_;
    FindFindings find_;
    std::int64_t second_ = INT64_MIN; ///< the second of `secondText_`, since the epoch
    std::string secondText_;          ///< "2026-01-31T12:00:00."
};

/// Appends ,"incomplete":true, ,"missing":N and ,"not_inflated":"why", as far as they apply.
void appendMissing(std::string& to, const timeline::EventRecord& record);

/// Appends ,"violations":[{rule, section, severity, text}…]; a finding also has its path.
void appendViolations(std::string& to, const wire::Violations& violations,
                      const std::vector<Finding>& findings = {});

/// Appends the parts of a payload as the content of a JSON string, as text or in base64.
Result<void> appendJsonPayload(ExportOutput& to, const PayloadParts& payload, bool isText);
/// Appends the member `wire_base64` of a payload that could not be inflated; otherwise nothing.
Result<void> appendWireBase64(ExportOutput& to, const timeline::EventRecord& record,
                              const PayloadParts& payload);

} // namespace framescope::transcript
