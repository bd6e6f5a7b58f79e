using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.AdministrativeUnits;

/// <summary>Common steps of tests of administrative units.</summary>
internal static class Units
{
    public const string Path = "/v1.0/directory/administrativeUnits";
    public const string AuthenticationAdministrator = "c4e39bd9-1100-46d3-8c65-fb160da0071f";
    public const string PrivilegedAuthenticationAdministrator = "7be44c8a-adaf-4e2a-84d6-ab2649e08a13";
    public const string PasswordAdministrator = "966707d0-3269-4727-9be2-8c3a10f19b9d";
    public const string GroupsAdministrator = "fdd7a751-b60b-444a-984c-02652fe8fa1c";

    /// <summary>Creates a unit with these members and returns its id.</summary>
    public static async Task<string> CreateUnitAsync(this HttpClient client, string name, params string[] members)
    {
        var id = (string)(await client.PostAnswerAsync(Path, $$"""{"displayName":"{{name}}"}""")).Is(HttpStatusCode.Created).Json["id"]!;
        foreach (var member in members) (await client.AddAsync(Members(id), member)).Is(HttpStatusCode.NoContent);
        return id;
    }

    public static string Members(string unit) => $"directory/administrativeUnits/{unit}/members";

    public static Task<Answer> AssignInAsync(this HttpClient client, string unit, string role, string principal) =>
        client.AssignAsync(role, principal, $"/administrativeUnits/{unit}");
}
