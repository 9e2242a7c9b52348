// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/search/decoded_terms.h"

#include "base/text/hex.h"
#include "base/text/qt_string.h"
#include "base/text/utf8_validator.h"
#include "codec/json/json_escapes.h"
#include "codec/value_text.h"
#include "filter/language/terms.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace framescope::present {

namespace {

constexpr std::size_t MostBytes = 48;   // in a term of hex
constexpr std::size_t MostValue = 1000; // bytes
constexpr qsizetype MostShown = 32;     // characters of a label

std::optional<CellTerm> phrase(std::string_view text)
{
    const std::string_view line = firstLine(text);
    if (line.empty() || !isUtf8(asBytes(line))) {
        return std::nullopt;
    }
    return CellTerm{translated("text “%1”").arg(shortened(toQString(line), MostShown)),
                    toQString(filter::phraseTerm(line))};
}

CellTerm bytesTerm(ByteView bytes)
{
    const ByteView part = bytes.first(std::min(bytes.size(), MostBytes));
    const std::string hex = spacedHex(part);
    return {translated("bytes %1").arg(shortened(latinText(hex), MostShown)),
            toQString(filter::fieldTerm("hex", hex))};
}

CellTerm jsonValueTerm(const codec::ValueTree& tree, codec::ValueTree::NodeId id)
{
    const codec::ValueTree::Node& node = tree.node(id);
    const std::string path = pathText(tree, id);
    if (isContainer(node.form) || node.value.size() > MostValue) {
        return {shortened(toQString(path), MostShown), toQString(filter::jsonPathTerm(path))};
    }
    const std::string value = node.form == codec::Form::Text
                                  ? codec::unescape(tree.view(node.value))
                                  : std::string(asText(tree.view(node.value)));
    return {shortened(toQString(path + " = " + value), MostShown),
            toQString(filter::jsonTerm(path, value))};
}

/// Returns the bytes of a member: its key and its value, which are adjacent; for a container the
/// key; for an element its value.
ByteView memberBytes(const codec::ValueTree& tree, const codec::ValueTree::Node& node)
{
    const bool container = isContainer(node.form);
    if (!node.hasKey) {
        return container ? ByteView() : tree.view(node.value);
    }
    const bool isBson = tree.encoding() == codec::ValueEncoding::Bson; // type, name, zero, value
    const std::uint32_t begin = node.key.begin - (isBson ? 1U : 0U);
    const std::uint32_t end = container ? node.key.end + (isBson ? 1U : 0U) : node.value.end;
    return tree.view({begin, end});
}

} // namespace

Standing standingOf(const codec::Decoding& decoding, Standing payload)
{
    Standing standing = payload;
    for (std::size_t layer = 0; layer + 1 < decoding.layers.size(); ++layer) {
        if (decoding.layers[layer].encoding != codec::Encoding::Envelope) {
            return Standing::Nowhere;
        }
        standing = standing == Standing::Whole ? Standing::Part : standing;
    }
    return standing;
}

Standing standingOf(const codec::ValueTree& tree, codec::ValueTree::NodeId string,
                    Standing treeStands)
{
    const codec::ValueTree::Node& node = tree.node(string);
    const bool asItIs =
        tree.encoding() == codec::ValueEncoding::Json
            ? std::ranges::find(tree.view(node.value), '\\') == tree.view(node.value).end()
            : !tree.item(node).indefinite;
    return treeStands != Standing::Nowhere && asItIs ? Standing::Part : Standing::Nowhere;
}

DecodedTerms decodedTerms(const codec::ValueTree& tree, codec::ValueTree::NodeId id,
                          Standing standing)
{
    constexpr std::size_t fewestBytes = 2;
    DecodedTerms terms;
    if (standing == Standing::Nowhere) {
        terms.reason =
            translated("Its bytes are compressed or base64; json: may find it by its path.");
        return terms;
    }
    const codec::ValueTree::Node& node = tree.node(id);
    const bool isJson = tree.encoding() == codec::ValueEncoding::Json;
    if (node.form == codec::Form::Text &&
        standingOf(tree, id, standing) != Standing::Nowhere) { // it is unchanged in the payload
        terms.text = phrase(asText(stringContent(tree, id)));
    }
    if (isJson && standing == Standing::Whole) {
        terms.value = jsonValueTerm(tree, id);
        return terms;
    }
    const ByteView bytes = memberBytes(tree, node);
    if (bytes.size() < fewestBytes) {
        terms.reason = isContainer(node.form) ? translated("Choose a value in it.")
                                              : translated("One byte is too little to filter by.");
    } else if (isJson) {
        terms.value = phrase(asText(bytes));
    } else {
        terms.value = bytesTerm(bytes);
    }
    return terms;
}

} // namespace framescope::present
