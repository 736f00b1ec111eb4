"""``python -m law4u_index``: the same as the command ``law4u-index``."""

from law4u_index.cli import main

if __name__ == "__main__":
    main()
