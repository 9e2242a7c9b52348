// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "connection/certificate_failure.h"
#include "library/recordings_folder.h"
#include "timeline/index/event_record.h"
#include "ui/widgets/notification.h"

#include <functional>
#include <vector>

// What the window says of things that went wrong.
namespace framescope::ui {

/// A connection that failed, or (`opened`) ended with an error.
Notification endReport(const timeline::Detail& error, bool opened, const QString& host,
                       const std::function<void()>& tryAgain);

/// Messages that the composer took and the connection did not send.
Notification unsentReport(qsizetype count, const std::function<void()>& bringBack);

/// A certificate that was not accepted, with all that is needed to decide about it.
Notification certificateReport(const connection::CertificateFailure& failure,
                               const std::function<void()>& connectAnyway);

/// The first report, which says what the others do as well. Precondition: there is one.
Notification joined(const std::vector<Notification>& reports);

/// Something that was asked for and can't be done.
Notification refusalReport(const Error& error);

/// Recordings of runs that crashed. `choose`: lists them, so that some can be opened or discarded.
Notification recoveryOffer(const std::vector<library::RecordingsFolder::Left>& left,
                           const std::function<void()>& open, const std::function<void()>& choose);

} // namespace framescope::ui
