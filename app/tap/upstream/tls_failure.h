// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace framescope::tap {

enum class TlsPhase { Handshake, Established };

/// What a failure of TLS means and what may be done about it, as one sentence; the library's own
/// text is added to it.
QString tlsFailure(const QString& libraryText, TlsPhase phase);

} // namespace framescope::tap
