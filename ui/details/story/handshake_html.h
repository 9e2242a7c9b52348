// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "timeline/diagnosis/diagnosis.h"
#include "timeline/index/connection_info.h"
#include "ui/style/colours.h"

#include <QString>

namespace framescope::ui {

// The sections about how a connection came about, each with its heading, as rich text; empty if
// there is nothing to say. All that comes from outside is escaped.

/// What went wrong, and what to try.
QString diagnosisHtml(const timeline::Diagnosis& diagnosis, const QString& host,
                      const style::Colours& colours);
/// URL, addresses of both ends, and what was agreed on.
QString connectionHtml(const timeline::ConnectionInfo& connection, const style::Colours& colours);
/// Each phase with its time; those that were not reached, if the connection did not open.
QString phasesHtml(const timeline::ConnectionInfo& connection, Timestamp start,
                   const style::Colours& colours);
/// The name that was looked up, and its addresses.
QString lookupHtml(const timeline::ConnectionInfo& connection, const style::Colours& colours);
/// Each address with the outcome.
QString attemptsHtml(const timeline::ConnectionInfo& connection, const style::Colours& colours);
/// Each certificate of the server, with what is wrong about it.
QString certificatesHtml(const timeline::ConnectionInfo& connection, const style::Colours& colours);
/// What the response lacks, as expected and received; then the other checks that failed.
QString checksHtml(const timeline::ConnectionInfo& connection, const style::Colours& colours);
/// Where a redirect points to.
QString redirectHtml(const timeline::ConnectionInfo& connection, const style::Colours& colours);
/// Protocol, cipher and the other properties of TLS.
QString tlsHtml(const timeline::ConnectionInfo& connection);

} // namespace framescope::ui
