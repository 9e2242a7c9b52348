# SPDX-License-Identifier: GPL-3.0-or-later
set(decoding_sources
    decoding.cpp decoding.h
    decoding_base64.cpp decoding_base64.h
    decoding_bson.cpp decoding_bytes.h
    decoding_cbor.cpp
    decoding_envelope.cpp decoding_envelope.h
    decoding_inflate.cpp decoding_inflate.h
    decoding_item.h decoding_messagepack.cpp
    decoding_numbers.cpp decoding_numbers.h
    decoding_plausible.cpp decoding_plausible.h
    decoding_reader.cpp decoding_reader.h
    decoding_text.cpp decoding_text.h
    decoding_tree.cpp decoding_tree.h)
