using System.Text.RegularExpressions;
using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.AuthenticationStrengths;

/// <summary>Built-in and custom authentication strengths. Both paths serve the same collection.</summary>
[Route(Routes.Root + "/" + Segments), Route(Routes.Root + "/identity/conditionalAccess/authenticationStrength/policies")]
internal sealed partial class AuthenticationStrengthPoliciesController(AuthenticationStrengthStore store) : GraphController
{
    private const string Segments = "policies/authenticationStrengthPolicies";
    private const int MaxNameLength = 256;
    private const int MaxDescriptionLength = 1024;
    private const string ModesAre = "A mode, `'fido2'`, or several in brackets; a mode can itself be a combination, `'password,sms'`.";

    /// <summary>List authenticationStrengthPolicies</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationstrengthroot-list-policies</remarks>
    [HttpGet, Requires(Permission.StrengthsRead), Lists<AuthenticationStrengthPolicy>(Context = Segments)]
    public async Task<IActionResult> List(DirectoryScope directory, GraphQuery query) => Collection(Segments, await store.ListAsync(), query);

    /// <summary>Get authenticationStrengthPolicy</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationstrengthpolicy-get</remarks>
    [HttpGet("{id}"), Requires(Permission.StrengthsRead), Answers<AuthenticationStrengthPolicy>(Context = Segments + "/$entity")]
    public async Task<IActionResult> Get(DirectoryScope directory, string id, GraphQuery query) => Entity(Segments, await FindAsync(id), query);

    /// <summary>authenticationStrengthPolicy: findByMethodMode</summary>
    /// <remarks>
    /// https://learn.microsoft.com/graph/api/resources/authenticationstrengthpolicy?view=graph-rest-beta Returns the strengths that
    /// allow all of the given modes or combinations.
    /// </remarks>
    [HttpGet("/" + Routes.Beta + "/" + Segments + "/findByMethodMode"), Function, Requires(Permission.StrengthsRead)]
    [Lists<AuthenticationStrengthPolicy>(Context = Segments)]
    public async Task<IActionResult> FindByMethodMode(
        DirectoryScope directory,
        [Argument<AuthenticationMethodModes[]>("['fido2','password,sms']", ModesAre, IsRequired = true)] string? authenticationMethodModes,
        GraphQuery query)
    {
        var given = ParseModes(authenticationMethodModes);
        return Collection(Segments, (await store.ListAsync()).Where(s => given.All(mode => s.AllowedCombinations.Any(c => c.HasFlag(mode)))).ToArray(), query);
    }

    /// <summary>Create authenticationStrengthPolicy</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationstrengthroot-post-policies</remarks>
    [HttpPost, Requires(Permission.StrengthsWrite), Answers<AuthenticationStrengthPolicy>(201, Context = Segments + "/$entity")]
    [Takes<AuthenticationStrengthPolicy>(
        """{"displayName":"Contoso authentication level","description":"For our secret apps","allowedCombinations":["password,hardwareOath","password,sms"]}""",
        Optional = "description")]
    public async Task<IActionResult> Create(DirectoryScope directory, GraphBody body)
    {
        var strength = body.Over(new AuthenticationStrengthPolicy(), Version);
        CheckName(strength.DisplayName);
        CheckDescription(strength.Description);
        var created = await store.AddAsync(
            new() { DisplayName = strength.DisplayName, Description = strength.Description, AllowedCombinations = Checked(strength.AllowedCombinations) });
        return Created(Segments, created, $"{Segments}/{created.Id}");
    }

    /// <summary>Update authenticationStrengthPolicy</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationstrengthpolicy-update</remarks>
    [HttpPatch("{id}"), Requires(Permission.StrengthsWrite), Answers(204)]
    [Takes<AuthenticationStrengthPolicy>(
        """{"displayName":"FIDO2 only","description":"An auth strength allowing only FIDO2 security keys."}""", IsPartial = true)]
    public async Task<IActionResult> Update(DirectoryScope directory, string id, GraphBody body)
    {
        var sent = body.Of<AuthenticationStrengthPolicy>(Version);
        if (sent.Has("allowedCombinations")) throw GraphErrors.CombinationsUpdatedSeparately();
        var (displayName, description) = (sent.Text("displayName"), sent.Text("description"));
        if (displayName is not null) CheckName(displayName);
        CheckDescription(description);
        return Done(await store.UpdateAsync(id, displayName, description));
    }

    /// <summary>Delete authenticationStrengthPolicy</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationstrengthroot-delete-policies</remarks>
    [HttpDelete("{id}"), Requires(Permission.StrengthsWrite), Answers(204)]
    public async Task<IActionResult> Delete(DirectoryScope directory, string id) => Done(await store.DeleteAsync(id));

    /// <summary>authenticationStrengthPolicy: updateAllowedCombinations</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationstrengthpolicy-updateallowedcombinations</remarks>
    [HttpPost("{id}/updateAllowedCombinations"), Requires(Permission.StrengthsWrite),
        Answers<UpdateAllowedCombinationsResult>(Context = "microsoft.graph.updateAllowedCombinationsResult")]
    [Takes<AuthenticationStrengthPolicy>("""{"allowedCombinations":["password,voice"]}""")]
    public async Task<IActionResult> UpdateAllowedCombinations(DirectoryScope directory, string id, GraphBody body, GraphQuery query)
    {
        var combinations = Checked(body.Over(new AuthenticationStrengthPolicy(), Version).AllowedCombinations);
        var before = (await store.SetCombinationsAsync(id, combinations)).OrThrow();
        return Single("microsoft.graph.updateAllowedCombinationsResult", new UpdateAllowedCombinationsResult(before, combinations), query);
    }

    /// <summary>authenticationStrengthPolicy: usage</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationstrengthpolicy-usage</remarks>
    [HttpGet("{id}/usage"), Function, Requires(Permission.StrengthsRead)]
    [Answers<AuthenticationStrengthUsage>(Context = "microsoft.graph.authenticationStrengthUsage")]
    public async Task<IActionResult> Usage(DirectoryScope directory, string id, GraphQuery query)
    {
        await FindAsync(id);
        return Single("microsoft.graph.authenticationStrengthUsage", new AuthenticationStrengthUsage(), query);
    }

    private async Task<AuthenticationStrengthPolicy> FindAsync(string id) => await store.FindAsync(id) ?? throw GraphErrors.MethodNotFound();

    /// <summary>Parses <c>['sms','password,voice']</c>; a single mode needs no brackets.</summary>
    private static AuthenticationMethodModes[] ParseModes(string? list)
    {
        list ??= "";
        var items = Mode().Matches(list).Select(m => m.Groups["mode"].Value).ToArray();
        if (items.Length == 0 || !ModeList().IsMatch(list)) throw GraphErrors.InvalidMethodValue("authenticationMethodModes");
        return [.. items.Select(item => GraphEnum.TryParse(typeof(AuthenticationMethodModes), item, out var mode)
            ? (AuthenticationMethodModes)mode
            : throw GraphErrors.InvalidMethodValue("authenticationMethodModes"))];
    }

    [GeneratedRegex("""^(\[('[^'"]*'|"[^'"]*")(,\s*('[^'"]*'|"[^'"]*"))*\]|'[^'"]*')\z""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 200)]
    private static partial Regex ModeList();

    [GeneratedRegex("""['"](?<mode>[^'"]*)['"]""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Mode();

    private static void CheckName(string displayName)
    {
        if (string.IsNullOrWhiteSpace(displayName) || displayName.Length > MaxNameLength) throw GraphErrors.InvalidMethodValue("displayName");
    }

    private static void CheckDescription(string? description)
    {
        if (description?.Length > MaxDescriptionLength) throw GraphErrors.InvalidMethodValue("description");
    }

    private static AuthenticationMethodModes[] Checked(IReadOnlyList<AuthenticationMethodModes> combinations)
    {
        if (combinations.Count == 0 || !combinations.All(Combinations.IsValid)) throw GraphErrors.InvalidMethodValue("allowedCombinations");
        return [.. combinations.Distinct()];
    }
}
