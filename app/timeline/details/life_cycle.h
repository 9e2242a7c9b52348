// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/details/connection_details.h"
#include "timeline/details/ending_details.h"
#include "timeline/details/handshake_details.h"
#include "timeline/details/note_details.h"
#include "timeline/details/value.h"
#include "timeline/index/event_type.h"

#include <string>
#include <variant>
#include <vector>

namespace framescope::timeline {

// The details of life-cycle events: the `detail` object of a JSON line, as values.
//
// A comment of a recording is converted to one of these when it is read (`lifeCycleOf`); later code
// uses no JSON. A member of a wrong type stays in `others`, and `malformed` in the output lists its
// name. A null is kept in `others` too.
//
// To add a member, add it to the struct and to its `eachMember`, at its place in the output. That
// suffices to read, write, show and filter it and to remove its secrets. Texts about events are
// made in details/wording.cpp.

using LifeCycle = std::variant<NoteDetail, ConnectingDetail, ResolvedDetail, ConnectedDetail,
                               SecuredDetail, RequestDetail, ResponseDetail, OpenDetail,
                               ErrorDetail, ClosedDetail, BehaviourDetail>;

Type typeOf(const LifeCycle& detail);

/// The detail of a comment's event. Requests, responses and `open` are made from bytes instead.
LifeCycle lifeCycleOf(Type type, Members members);
/// A detail of the type of `like` with other members; for a request or response, `like` itself.
LifeCycle withMembers(const LifeCycle& like, Members members);

/// All members of a detail, in the order of the schema; then other members of the comment, then
/// `malformed`.
Members membersOf(const LifeCycle& detail);
/// The names of members that have a value of the wrong type.
std::vector<std::string> malformedMembers(const LifeCycle& detail);

} // namespace framescope::timeline
