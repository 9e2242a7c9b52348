// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/environment.h"
#include "contract/document/document.h"
#include "scenario/model/step.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace framescope::scenario {

/// Names and values of variables.
using Values = std::vector<std::pair<std::string, std::string>>;

/// The values that a scenario runs with: the product of the columns, each of which gives its
/// variables one row after the other.
struct Matrix
{
    struct Column
    {
        std::vector<std::string> names; ///< one; of a CSV several
        std::vector<std::vector<std::string>> rows;
        std::string csv; ///< the file they are from, as it is written; may be empty
    };
    std::vector<Column> columns;
};

/// A client that a scenario plays the server for.
struct Serve
{
    Place place;
    std::optional<Matcher> path; ///< of its request; without: any
    /// How it is answered before the first step, unless the first steps do that.
    std::optional<Accept> accept;
    std::optional<Refuse> refuse;
};

/// A condition on the events of a run, in the filter language.
struct Condition
{
    Text filter;
};

/// The messages that both sides may send.
struct Contract
{
    Place place;
    std::string file; ///< with its whole path
    contract::Document::Ptr document;
};

/// A scenario file.
struct Scenario
{
    std::string file;
    std::string name; ///< the file's, if it says none
    std::string description;
    std::vector<std::string> tags;
    std::vector<std::pair<std::string, Text>> variables; ///< in their order
    std::optional<Connect> connect;
    std::optional<Serve> serve; ///< in place of `connect`: it plays the server
    std::optional<Contract> contract;
    Matrix matrix;
    std::optional<Text> within;  ///< of expectations that have none
    std::optional<Text> timeout; ///< of one run
    std::vector<Condition> never;
    std::vector<Condition> always;
    std::vector<Step> steps;
    /// Variables that it uses and nothing in it gives a value, with the first place of each;
    /// secrets too.
    std::vector<Text> wanted;

    bool playsServer() const { return serve.has_value(); }
};

} // namespace framescope::scenario
