using System.Text.Json;

namespace AuthMethods.Graph;

internal static class GraphEnum
{
    /// <summary>A member as Graph writes it: <c>alternateMobile</c>.</summary>
    public static string Name(Enum member) => JsonNamingPolicy.CamelCase.ConvertName(member.ToString());
}
