using System.Text.Json;

namespace AuthMethods.Graph;

internal static class GraphEnum
{
    /// <summary>A member as Graph writes it, <c>alternateMobile</c>, or a set of flags, <c>password,sms</c>.</summary>
    public static string Name(Enum member) => string.Join(',', member.ToString().Split(", ").Select(JsonNamingPolicy.CamelCase.ConvertName));
}
