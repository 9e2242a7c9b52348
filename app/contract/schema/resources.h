// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "contract/schema/place.h"

#include <deque>
#include <map>
#include <string>
#include <string_view>

namespace framescope::contract {

/// The documents of a contract: its file, and those in the same folder or below that a $ref in it
/// leads to. Nothing is ever read from a network.
class Resources
{
public:
    static constexpr std::size_t MostFiles = 200;

    /// Reads the file of the contract, whose folder holds the others.
    Result<Place> open(const std::string& path);
    /// Takes a text for the contract. Other files are read from `folder`; none if it is empty.
    Result<Place> add(std::string_view text, const std::string& name, const std::string& folder);

    /// Notes down the identifiers ($id, $anchor) of a schema and of all schemas in it.
    void index(const Place& schema);
    /// Where a reference in a value of `from` leads to; `mark` is its place in the file.
    Result<Place> resolve(const Place& from, std::string_view reference, const YamlMark& mark);

    /// The place with the base and draft that the value itself sets, if it does.
    Place identified(Place place) const;

private:
    /// What an identifier in a document changes for the values below it.
    struct Identity
    {
        std::string base;
        Draft draft = Draft::Draft2020;
    };

    Result<Place> load(const std::string& path, const std::string& name);
    Result<Place> keep(YamlValue value, const std::string& name, const std::string& uri);
    Result<Place> document(const Place& from, std::string_view reference, const std::string& uri,
                           const YamlMark& mark);
    Result<Place> within(const Place& root, std::string_view fragment, std::string_view reference,
                         const Place& from, const YamlMark& mark) const;
    void indexInside(const Place& schema);

    std::string folder_; ///< canonical; empty if no other files are read
    std::deque<YamlValue> values_;
    std::map<std::string, Place> roots_;   ///< by URI
    std::map<std::string, Place> anchors_; ///< by URI with fragment
    std::map<const YamlValue*, Identity> identities_;
};

} // namespace framescope::contract
