using AuthMethods.Wire.Json;

namespace AuthMethods.Wire.Metadata;

/// <summary>
/// The query options that an action supports, for the API description, if they are not the usual ones: <c>$select</c>, and on a
/// collection <c>$filter</c>, <c>$orderby</c>, <c>$top</c> and <c>$count</c>.
/// </summary>
/// <param name="names">Names that the description defines.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OptionsAttribute(params string[] names) : Attribute
{
    public IReadOnlyList<string> Names { get; } = names;
}
