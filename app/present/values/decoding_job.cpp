// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/values/decoding_job.h"

#include "present/values/decoding_payload.h"
#include "work/postbox.h"

#include <utility>

namespace framescope::present {

DecodingJob::DecodingJob(QObject* parent) : QObject(parent) {}

DecodingJob::~DecodingJob() = default;

void DecodingJob::decode(std::shared_ptr<const Payload> payload,
                         std::optional<codec::Encoding> chosen)
{
    task_.run([this, box = postboxOf(this), number = ++newest_, payload = std::move(payload),
               chosen](const std::stop_token& stop) {
        const auto bytes = readBeginning(payload, PayloadLimit, stop);
        std::shared_ptr<const codec::Decoding> decoding;
        if (bytes) {
            decoding = std::make_shared<const codec::Decoding>(codec::decode(*bytes, chosen, stop));
        }
        if (stop.stop_requested()) {
            return;
        }
        const auto deliver = [this, number, decoding,
                              message = bytes ? std::string() : bytes.error().message()] {
            if (number != newest_) {
                return;
            }
            if (decoding) {
                emit decoded(decoding);
            } else {
                emit failed(QString::fromStdString(message));
            }
        };
        box->post(deliver);
    });
}

void DecodingJob::cancel()
{
    ++newest_;
    task_.cancel();
}

} // namespace framescope::present
