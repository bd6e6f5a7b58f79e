namespace AuthMethods.Wire;

/// <summary>
/// The action runs requests of its own, each of which needs a connection. Its caller is loaded with one that is given back before the
/// action runs, because many such calls at the same time would otherwise hold all connections and wait for more.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class HoldsNoDatabaseAttribute : Attribute;
