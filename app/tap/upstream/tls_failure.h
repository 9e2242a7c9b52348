// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace framescope::tap {

enum class TlsPhase { Handshake, Established };

/// A sentence that says what a TLS failure means and what to do about it, with the library's text.
QString tlsFailure(const QString& libraryText, TlsPhase phase);

} // namespace framescope::tap
