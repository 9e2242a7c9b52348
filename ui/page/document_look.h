// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connect/address_bar.h"
#include "ui/widgets/state_indicator.h"

namespace framescope::ui {

class Document;

/// The look of a document's state.
StateLook lookOf(const Document& document);

/// The text beside it: how long the connection has been open, or its close code; may be empty.
QString noteOf(const Document& document);

/// The security of the open or closing connection; Plain if there is none.
AddressBar::Security securityOf(const Document& document);

} // namespace framescope::ui
