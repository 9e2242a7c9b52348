// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "connection/tools/code_value.h"
#include "connection/tools/pasted_request.h"

#include <optional>
#include <string_view>

// A connection in source code. nullopt: the text has none.
namespace framescope::connection {

/// `new WebSocket(…)` of a browser or of Node's ws, or `fetch(…)`.
Result<std::optional<PastedRequest>> javaScriptLine(std::string_view text);

/// `websockets.connect(…)`, with an ssl.SSLContext that is made before it.
Result<std::optional<PastedRequest>> pythonLine(std::string_view text);

/// The offset of the bracket of the first call that the pattern finds, which must end with "\\(".
std::optional<std::size_t> callIn(std::string_view text, const char* pattern);

/// A value, or what is assigned to its name elsewhere in the text.
CodeValue resolved(const CodeValue& value, std::string_view text, CodeLanguage language);

/// Takes the URL of a call; an error says that it is put together by code.
Result<void> takeCodeUrl(PastedRequest& request, const CodeValue& value);

/// Takes the subprotocols: a text or a list of texts.
void takeCodeSubprotocols(PastedRequest& request, const CodeValue& value);

} // namespace framescope::connection
