// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/schema/evaluation.h"

#include <memory>
#include <string>
#include <vector>

namespace framescope::contract {

/// One keyword of a schema. Immutable once compiled.
class Check
{
public:
    virtual ~Check() = default;
    virtual bool holds(Evaluation& evaluation, Evaluation::Id id) const = 0;

    /// Whether it allows just one value.
    virtual bool isOfKind() const { return false; }
    const char* keyword() const { return keyword_; }
    std::string location() const;

private:
    friend class Compiler;
    const Rules* rules_ = nullptr;
    const char* keyword_ = "";
};

using CheckPtr = std::unique_ptr<Check>;

/// A schema, ready to be held against values.
class Rules
{
public:
    bool holds(Evaluation& evaluation, Evaluation::Id id) const;
    /// "orders.yaml#/components/schemas/order"
    const std::string& location() const { return location_; }

private:
    friend class Compiler;
    bool allHold(Evaluation& evaluation, Evaluation::Id id) const;

    std::string location_;
    std::vector<CheckPtr> checks_;
    bool never_ = false;      ///< the schema false
    bool needsMarks_ = false; ///< has unevaluatedProperties or unevaluatedItems
};

} // namespace framescope::contract
