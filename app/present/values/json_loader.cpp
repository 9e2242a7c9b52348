// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/values/json_loader.h"

#include "base/utf8_validator.h"
#include "present/words/format.h"
#include "work/postbox.h"

#include <algorithm>

namespace framescope::present {

namespace {

Result<std::shared_ptr<const Bytes>> readAll(const std::shared_ptr<const Payload>& payload,
                                             const std::stop_token& stop)
{
    constexpr std::uint64_t part = std::uint64_t{1} << 20;
    if (payload->bytes()) {
        return payload->bytes();
    }
    auto all = std::make_shared<Bytes>();
    all->reserve(static_cast<std::size_t>(payload->size()));
    PayloadReader reader(payload);
    while (all->size() < payload->size() && !stop.stop_requested()) {
        const auto bytes = reader.read(all->size(), part, stop);
        if (!bytes) {
            return tl::unexpected(bytes.error());
        }
        if (bytes->empty()) {
            return failure("the payload ends early");
        }
        append(*all, *bytes);
    }
    return std::shared_ptr<const Bytes>(std::move(all));
}

Result<std::shared_ptr<const JsonDocument>> read(const std::shared_ptr<const Payload>& payload,
                                                 const std::stop_token& stop)
{
    if (payload->size() > JsonLoader::MaxText) {
        return failure("a tree is made of at most " +
                       formatBytes(JsonLoader::MaxText).toStdString() +
                       "; Text and Hex show all of it");
    }
    auto text = readAll(payload, stop);
    if (!text) {
        return tl::unexpected(std::move(text).error());
    }
    Utf8Validator utf8;
    if (!utf8.feed(**text) || !utf8.finish()) {
        return failure("not UTF-8 at byte " + std::to_string(utf8.errorOffset().value_or(0)));
    }
    auto document = std::make_shared<JsonDocument>();
    document->text = *std::move(text);
    document->outline = codec::JsonOutline::parse(*document->text, {}, stop);
    return document;
}

} // namespace

JsonLoader::JsonLoader(QObject* parent) : QObject(parent) {}

JsonLoader::~JsonLoader() = default;

void JsonLoader::load(std::shared_ptr<const Payload> payload)
{
    task_.run([this, box = postboxOf(this), number = ++newest_,
               payload = std::move(payload)](const std::stop_token& stop) {
        const auto document = read(payload, stop);
        if (stop.stop_requested()) {
            return;
        }
        box->post([this, number, document] {
            if (number != newest_) {
                return;
            }
            if (document) {
                emit loaded(*document);
            } else {
                emit failed(QString::fromStdString(document.error().message()));
            }
        });
    });
}

void JsonLoader::cancel()
{
    ++newest_;
    task_.cancel();
}

} // namespace framescope::present
