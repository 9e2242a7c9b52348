// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "connection/certificate_failure.h"
#include "library/recordings_folder.h"
#include "timeline/index/event_record.h"
#include "ui/widgets/notification.h"

#include <functional>
#include <vector>

// Notifications about problems.
namespace framescope::ui {

/// Reports a connection that ended with this error, or failed to open: then with what went wrong
/// and what to try.
Notification endReport(const timeline::Detail& error, const timeline::ConnectionInfo& connection,
                       const QString& host, const std::function<void()>& tryAgain);

/// Reports that the user cancelled a message within a frame, `sent` of `size` bytes.
Notification cancelledReport(std::uint64_t sent, std::uint64_t size,
                             const std::function<void()>& tryAgain);

/// Reports messages that the composer accepted and the connection did not send.
Notification unsentReport(qsizetype count, const std::function<void()>& bringBack);

/// Reports a rejected certificate, with all facts needed to decide about it. `advice` says what to
/// try; it may be empty.
Notification certificateReport(const connection::CertificateFailure& failure, const QString& advice,
                               const std::function<void()>& connectAnyway);

/// The first report with the text and actions of the others added. Precondition: there is one.
Notification joined(const std::vector<Notification>& reports);

/// Reports why a request of the user can't be fulfilled.
Notification refusalReport(const Error& error);

/// Offers unsaved recordings of earlier runs. `choose` lists them, to open or discard some.
Notification recoveryOffer(const std::vector<library::RecordingsFolder::Left>& left,
                           const std::function<void()>& open, const std::function<void()>& choose);

} // namespace framescope::ui
