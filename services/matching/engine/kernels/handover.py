"""Takes a base and a query out of the one array each is handed over in: numba needs half a microsecond per argument."""

from typing import Any

import numpy as np
from numba import njit
from numba.core.types import voidptr
from numba.extending import intrinsic
from numba.np.numpy_support import carray

from services.matching.engine.base import Sorted
from services.matching.engine.columns import Beside, Columns, Numbers
from services.matching.engine.query import NUMBERS, Query

SPANS, LEARNING, SKILLS = 13, 16, 27  # the lines of `addresses` where each begins; the last is a shape


@njit(cache=True)
def query_in(packed: Numbers) -> Query:
    """See `query._with_packed`."""
    size = packed[NUMBERS : NUMBERS + 8]
    levels = NUMBERS + 8
    near = levels + size[0]
    ends = near + size[0] * size[1]
    slack = ends + size[2]
    must = slack + size[3]
    nice = must + size[4]
    must_points = nice + size[5]
    nice_points = must_points + size[6]
    return Query(
        packed[0] != 0, packed[1], packed[2], packed[3], packed[4], packed[5], packed[6], packed[7], packed[8],
        packed[9] != 0, packed[10], packed[11], packed[12] != 0, packed[13], packed[14], packed[15], packed[16],
        packed[17], packed[18], packed[levels:near], packed[near:ends].reshape((size[0], size[1])),
        packed[ends:slack], packed[slack:must], packed[must:nice], packed[nice:must_points],
        packed[must_points:nice_points], packed[nice_points : nice_points + size[7]], packed,
    )  # fmt: skip


def _typed(_context: Any, address: Any) -> Any:
    def generated(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.inttoptr(arguments[0], context.get_value_type(signature.return_type))

    return voidptr(address), generated


_pointer: Any = intrinsic(_typed)  # an address as a pointer


@njit(cache=True)
def _array(addresses: Numbers, number: int, dtype: Any) -> Numbers:
    return carray(_pointer(addresses[number, 0]), addresses[number, 1], dtype)


@njit(cache=True)
def columns_at(addresses: Numbers) -> Columns:
    """See `base.Base.addresses`. Only where the base is held for as long as the columns are."""
    return Columns(
        _array(addresses, 0, np.uint16), _array(addresses, 1, np.uint16), _array(addresses, 2, np.uint16),
        _array(addresses, 3, np.uint16), _array(addresses, 4, np.uint32), _array(addresses, 5, np.uint8),
        _array(addresses, 6, np.uint8), _array(addresses, 7, np.uint8), _array(addresses, 8, np.uint8),
        _array(addresses, 9, np.uint8), _array(addresses, 10, np.uint8), _array(addresses, 11, np.uint8),
        carray(_pointer(addresses[12, 0]), (addresses[SKILLS, 0], addresses[SKILLS, 1]), np.uint64),
    )  # fmt: skip


@njit(cache=True)
def beside_at(addresses: Numbers, first: int) -> Beside:
    return Beside(
        _array(addresses, first, np.int64), _array(addresses, first + 1, np.int64),
        _array(addresses, first + 2, np.uint16),
    )  # fmt: skip


@njit(cache=True)
def sorted_at(addresses: Numbers) -> Sorted:
    return Sorted(
        _array(addresses, 19, np.int64), _array(addresses, 20, np.int64), _array(addresses, 21, np.int64),
        _array(addresses, 22, np.int64), _array(addresses, 23, np.bool_), _array(addresses, 24, np.uint32),
        _array(addresses, 25, np.uint64), _array(addresses, 26, np.uint64),
    )  # fmt: skip
