// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "connection/certificate_failure.h"
#include "timeline/index/timeline.h"

#include <cstdint>
#include <optional>
#include <string>

namespace framescope::cli {

/// The outcome of a connection in a line: "12 frames; closed 1000 \"Bye!\", clean", or its error.
std::string outcomeText(const timeline::Timeline& timeline, ConnectionId connection);

/// The error of the recording itself; nullopt if it is complete.
std::optional<std::string> recordingError(const timeline::Timeline& timeline);

/// Progress of a recording: frames and size of the file.
std::string progressText(const timeline::Timeline& timeline, std::uint64_t recordedBytes);

/// The options that let a certificate be accepted; why it was not is in the outcome.
std::string acceptanceText(const connection::CertificateFailure& certificate);

} // namespace framescope::cli
