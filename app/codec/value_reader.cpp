// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/value_reader.h"
#include "base/text/counted.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace framescope::codec {

namespace {

ValueTree::Range range(std::size_t begin, std::size_t end)
{
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

} // namespace

ValueReader::ValueReader(ValueTree& tree, const std::stop_token& stop)
    : tree_(tree), bytes_(tree.bytes()), stop_(stop)
{
}

void ValueReader::run()
{
    if (tree_.encoding() == ValueEncoding::Bson) {
        runBson();
    } else {
        runItems();
    }
    if (!tree_.failure_ && at_ != bytes_.size()) {
        fail(at_, "the value is followed by " + counted(bytes_.size() - at_, "byte"));
    }
    for (const Open& open : open_) { // still open after a failure
        tree_.nodes_[open.id].value.end = static_cast<std::uint32_t>(at_);
    }
}

void ValueReader::runItems()
{
    do {
        if (!readNextItem()) {
            return;
        }
        closeFinished();
    } while (!open_.empty());
}

bool ValueReader::readNextItem()
{
    const ItemResult item = tree_.encoding() == ValueEncoding::Cbor ? readCbor(bytes_, at_)
                                                                    : readMessagePack(bytes_, at_);
    if (!item) {
        return fail(item.error().offset, item.error().what);
    }
    if (item->form == Form::Break) {
        return endContainer(*item);
    }
    if (!placeItem(*item)) {
        return false;
    }
    at_ = item->end;
    return true;
}

bool ValueReader::endContainer(const Item& item)
{
    if (open_.empty() || !open_.back().endless) {
        return fail(item.begin, "a break where nothing of indefinite length is open");
    }
    if (open_.back().keyIsRead) {
        return fail(item.begin, "expected the value of a key, not a break");
    }
    at_ = item.end;
    open_.back().endless = false;
    return true;
}

void ValueReader::closeFinished()
{
    while (!open_.empty() && !open_.back().endless && open_.back().left == 0) {
        tree_.nodes_[open_.back().id].value.end = static_cast<std::uint32_t>(at_);
        open_.pop_back();
    }
}

bool ValueReader::placeItem(const Item& item)
{
    if (!open_.empty()) {
        Open& parent = open_.back();
        if (tree_.nodes_[parent.id].form == Form::Map && !parent.keyIsRead) {
            if (!isContainer(item.form)) {
                parent.key = range(item.begin, item.end);
                parent.keyIsRead = true;
                parent.left -= parent.endless ? 0 : 1;
                return true;
            }
            at_ = item.begin;
            if (!openEntry(parent)) {
                return false;
            }
        }
    }
    if (!add(item.form, item.head, range(item.begin, item.end))) {
        return false;
    }
    if (!open_.empty()) {
        Open& parent = open_.back();
        parent.keyIsRead = false;
        parent.left -= parent.endless ? 0 : 1;
    }
    if (isContainer(item.form)) {
        // If the count exceeds what the data can hold, the end of the data shows it.
        constexpr std::uint64_t many = UINT64_MAX / 4;
        push(std::min(item.argument, many) * (item.form == Form::Map ? 2 : 1), item.indefinite);
    }
    return true;
}

/// Opens an entry for a key that is a container: the key and its value become its children.
bool ValueReader::openEntry(Open& map)
{
    map.left -= map.endless ? 0 : 2;
    if (!add(Form::Entry, 0, range(at_, at_))) {
        return false;
    }
    push(2);
    return true;
}

/// Opens the newest node as a container.
void ValueReader::push(std::uint64_t left, bool endless)
{
    open_.push_back(
        {static_cast<ValueTree::NodeId>(tree_.nodes_.size() - 1), endless, false, left, {}});
}

void ValueReader::runBson()
{
    constexpr std::uint8_t documentType = 3;
    const ItemResult root = readBson(bytes_, 0, documentType);
    if (!root) {
        fail(root.error().offset, root.error().what);
        return;
    }
    add(Form::Map, documentType, range(0, root->end));
    at_ = root->end;
    push(root->argument);
    while (!open_.empty()) {
        const std::size_t last = open_.back().left - 1;
        if (at_ == last) {
            if (!endDocument(open_.back())) {
                return;
            }
            open_.pop_back();
        } else if (!readBsonElement(open_.back())) {
            return;
        }
    }
}

bool ValueReader::endDocument(const Open& document)
{
    if (bytes_[at_] != 0) {
        return fail(at_, "expected the zero that ends a document");
    }
    tree_.nodes_[document.id].value.end = static_cast<std::uint32_t>(++at_);
    return true;
}

/// Reads type, name and value, all within the document.
bool ValueReader::readBsonElement(Open& document)
{
    const std::size_t limit = document.left - 1;
    const std::uint8_t type = bytes_[at_];
    if (type == 0) {
        return fail(at_, "the document ends before its length says so");
    }
    const std::size_t nameEnd = asText(bytes_.first(limit)).find('\0', at_ + 1);
    if (nameEnd == std::string_view::npos) {
        return fail(at_ + 1, "expected a name that ends with a zero");
    }
    document.key = range(at_ + 1, nameEnd);
    document.keyIsRead = true;
    const ItemResult item = readBson(bytes_.first(limit), nameEnd + 1, type);
    if (!item) {
        return fail(item.error().offset, item.error().what);
    }
    if (!add(item->form, type, range(item->begin, item->end))) {
        return false;
    }
    at_ = item->end;
    if (isContainer(item->form)) {
        push(item->begin + item->argument);
    }
    return true;
}

bool ValueReader::add(Form form, std::uint8_t head, ValueTree::Range value)
{
    constexpr std::size_t stopInterval = 65'536;
    auto& nodes = tree_.nodes_;
    if (nodes.size() == ValueTree::MaxNodes) {
        return fail(value.begin, "more than " + std::to_string(ValueTree::MaxNodes) + " values");
    }
    if (nodes.size() % stopInterval == 0 && stop_.stop_requested()) {
        return fail(value.begin, "cancelled");
    }
    ValueTree::Node node;
    node.form = form;
    node.head = head;
    node.value = value;
    if (!open_.empty()) {
        const Open& parent = open_.back();
        node.parent = parent.id;
        node.row = nodes[parent.id].children++;
        // The elements of BSON's arrays have names too: their indices.
        if (nodes[parent.id].form == Form::Map) {
            node.key = parent.key;
            node.hasKey = form != Form::Entry;
        }
    }
    nodes.push_back(node);
    return true;
}

bool ValueReader::fail(std::size_t offset, std::string what)
{
    tree_.failure_ = DecodeFailure{offset, std::move(what)};
    return false;
}

} // namespace framescope::codec
