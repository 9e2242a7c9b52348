// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/schema/resources.h"

#include "base/text/qt_string.h"
#include "collection/file_text.h"
#include "contract/schema/keywords.h"

#include <QUrl>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

namespace framescope::contract {

namespace {

namespace fs = std::filesystem;

std::string resolved(std::string_view base, std::string_view reference)
{
    const QUrl url(toQString(std::string(reference)), QUrl::TolerantMode);
    return QUrl(toQString(std::string(base)))
        .resolved(url)
        .toString(QUrl::FullyEncoded | QUrl::RemoveFragment)
        .toStdString();
}

std::string decoded(std::string_view fragment)
{
    return QByteArray::fromPercentEncoding(
               QByteArray(fragment.data(), static_cast<qsizetype>(fragment.size())))
        .toStdString();
}

std::string fileUri(const std::string& path)
{
    return QUrl::fromLocalFile(toQString(path)).toString(QUrl::FullyEncoded).toStdString();
}

bool hasScheme(std::string_view reference)
{
    return !QUrl(toQString(std::string(reference))).scheme().isEmpty();
}

Error notFetched(const std::string& uri, const std::string& where)
{
    return {"nothing is read from the network: " + uri, where,
            "save that document beside this one, and refer to its file"};
}

} // namespace

std::optional<Draft> draftOf(std::string_view uri)
{
    const auto has = [uri](std::string_view part) { return uri.find(part) != uri.npos; };
    return has("draft-04")   ? std::optional(Draft::Draft4)
           : has("draft-06") ? std::optional(Draft::Draft6)
           : has("draft-07") ? std::optional(Draft::Draft7)
           : has("2019-09")  ? std::optional(Draft::Draft2019)
           : has("2020-12")  ? std::optional(Draft::Draft2020)
                             : std::nullopt;
}

Result<Place> Resources::open(const std::string& path)
{
    std::error_code error;
    const fs::path whole = fs::weakly_canonical(path, error);
    folder_ = error ? std::string() : whole.parent_path().string();
    return load(error ? path : whole.string(), path);
}

Result<Place> Resources::add(std::string_view text, const std::string& name,
                             const std::string& folder)
{
    std::error_code error;
    folder_ = folder.empty() ? std::string() : fs::weakly_canonical(folder, error).string();
    auto value = readDocument(text, name);
    if (!value) {
        return tl::unexpected(value.error());
    }
    return keep(*std::move(value), name, fileUri(folder_ + '/' + name));
}

Result<Place> Resources::load(const std::string& path, const std::string& name)
{
    const auto text = collection::textOfFile(toQString(path));
    if (!text) {
        return tl::unexpected(text.error());
    }
    auto value = readDocument(*text, name);
    if (!value) {
        return tl::unexpected(value.error());
    }
    return keep(*std::move(value), name, fileUri(path));
}

Result<Place> Resources::keep(YamlValue value, const std::string& name, const std::string& uri)
{
    const YamlValue& kept = values_.emplace_back(std::move(value));
    const Place place{&kept, name, uri, {}, Draft::Draft2020};
    roots_.emplace(uri, place);
    identities_[&kept] = {uri, place.draft};
    return place;
}

void Resources::index(const Place& schema)
{
    Place place = schema;
    if (isMap(*place.value)) {
        const auto draft = draftOf(stringAt(*place.value, "$schema"));
        place.draft = draft.value_or(place.draft);
        const std::string_view id =
            stringAt(*place.value, place.draft == Draft::Draft4 ? "id" : "$id");
        // Up to draft 7, nothing beside a $ref counts.
        const bool isReference =
            place.draft <= Draft::Draft7 && !stringAt(*place.value, "$ref").empty();
        if (!id.empty() && !isReference) {
            const std::string_view address = id.substr(0, id.find('#'));
            if (!address.empty()) {
                place.base = resolved(place.base, address);
                roots_.emplace(place.base, place);
            }
            if (address.size() + 1 < id.size() && place.draft <= Draft::Draft7) {
                anchors_.emplace(place.base + std::string(id.substr(address.size())), place);
            }
        }
        for (const char* key : {"$anchor", "$dynamicAnchor"}) {
            if (const auto anchor = stringAt(*place.value, key); !anchor.empty()) {
                anchors_.emplace(place.base + '#' + std::string(anchor), place);
            }
        }
        if (stringAt(*place.value, "$schema").size() + id.size() > 0) {
            identities_[place.value] = {place.base, place.draft};
        }
        if (const auto root = roots_.find(place.base);
            root != roots_.end() && root->second.value == place.value) {
            root->second.draft = place.draft;
        }
        indexInside(place);
    }
}

void Resources::indexInside(const Place& schema)
{
    for (const YamlEntry& entry : schema.value->entries) {
        const Keyword* keyword = findKeyword(entry.key);
        const Place place = schema.inner(entry.key, entry.value);
        const bool many =
            keyword && (keyword->holds == Holds::SchemaMap || keyword->holds == Holds::SchemaList ||
                        (keyword->holds == Holds::SchemaOrList && isList(entry.value)));
        if (keyword && !many && keyword->holds != Holds::Data) {
            index(place);
        } else if (many && isMap(entry.value)) {
            for (const YamlEntry& one : entry.value.entries) {
                index(place.inner(one.key, one.value));
            }
        } else if (many) {
            for (std::size_t i = 0; i < entry.value.items.size(); ++i) {
                index(place.inner(std::to_string(i), entry.value.items[i]));
            }
        }
    }
}

Result<Place> Resources::resolve(const Place& from, std::string_view reference,
                                 const YamlMark& mark)
{
    const std::size_t hash = std::min(reference.find('#'), reference.size());
    const std::string_view address = reference.substr(0, hash);
    const std::string fragment = decoded(reference.substr(std::min(hash + 1, reference.size())));
    const std::string uri = address.empty() ? from.base : resolved(from.base, address);
    const auto root = document(from, address, uri, mark);
    if (!root) {
        return root;
    }
    if (fragment.empty() || fragment.starts_with('/')) {
        return within(*root, fragment, reference, from, mark);
    }
    const auto anchor = anchors_.find(root->base + '#' + fragment);
    if (anchor == anchors_.end()) {
        return failure("the $ref \"" + std::string(reference) + "\" leads nowhere",
                       collection::placeText(from.file, mark),
                       "there is no anchor \"" + fragment + "\" in " + root->file);
    }
    return anchor->second;
}

Result<Place> Resources::document(const Place& from, std::string_view reference,
                                  const std::string& uri, const YamlMark& mark)
{
    if (const auto known = roots_.find(uri); known != roots_.end()) {
        return known->second;
    }
    const std::string where = collection::placeText(from.file, mark);
    const QUrl url(toQString(uri));
    if (!url.isLocalFile() && hasScheme(reference)) {
        return tl::unexpected(notFetched(uri, where));
    }
    // A schema with an $id of its own still lies beside the files that it names.
    const fs::path folder = "." / fs::path(from.file).parent_path();
    std::error_code error;
    const fs::path named = url.isLocalFile() ? fs::path(url.toLocalFile().toStdString())
                                             : fs::absolute(folder / decoded(reference), error);
    const std::string path = fs::weakly_canonical(named, error).string();
    if (folder_.empty() || error || !path.starts_with(folder_ + '/')) {
        return failure("the file of a $ref must lie in the folder of the contract or below: " +
                           std::string(reference),
                       where, "put the files into one folder, or the contract above theirs");
    }
    if (values_.size() >= MostFiles) {
        return failure(
            "a contract of more than " + std::to_string(MostFiles) + " files is not read", where);
    }
    const std::string fileName =
        (folder / fs::relative(path, folder, error)).lexically_normal().string();
    if (const auto known = roots_.find(fileUri(path)); known != roots_.end()) {
        return known->second;
    }
    auto place = load(path, error ? path : fileName);
    if (!place) {
        Error wrong = place.error();
        wrong.what += ", which a $ref in " + where + " leads to";
        return tl::unexpected(std::move(wrong));
    }
    place->draft = from.draft;
    identities_[place->value].draft = from.draft;
    index(*place);
    return roots_[fileUri(path)] = identified(*place);
}

Place Resources::identified(Place place) const
{
    if (const auto found = identities_.find(place.value); found != identities_.end()) {
        place.base = found->second.base;
        place.draft = found->second.draft;
    }
    return place;
}

Result<Place> Resources::within(const Place& root, std::string_view fragment,
                                std::string_view reference, const Place& from,
                                const YamlMark& mark) const
{
    Place place = root;
    std::string_view left = fragment;
    while (true) {
        place = identified(std::move(place));
        if (left.empty()) {
            return place;
        }
        const std::string step = takeStep(left);
        const YamlValue* next = child(*place.value, step);
        if (!next) {
            return failure("the $ref \"" + std::string(reference) + "\" leads nowhere",
                           collection::placeText(from.file, mark),
                           "there is no \"" + step + "\" in " + place.location());
        }
        place = place.inner(step, *next);
    }
}

} // namespace framescope::contract
