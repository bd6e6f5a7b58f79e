using Microsoft.AspNetCore.Http;

namespace AuthMethods.Wire.Errors;

/// <summary>
/// Returns the reason of a refusal in <c>x-authmethods-reason</c>: to everyone in Development, elsewhere to callers that send the
/// operator's key in <c>x-authmethods-key</c> and to this server's own pages.
/// </summary>
internal sealed class ReasonHeader(OperatorAccess operators)
{
    public const string Name = "x-authmethods-reason";

    public void Add(HttpContext context, Refusal? refusal)
    {
        if (refusal is null || (!operators.IsGranted(context.Request) && context.Features.Get<InProcess>() is null)) return;
        context.Response.Headers[Name] = Printable($"{refusal.Kind}: {refusal.Text}");
    }

    /// <summary>A text that a header can carry: reasons quote what the caller sent.</summary>
    internal static string Printable(string text, int length = 1024) =>
        string.Create(Math.Min(text.Length, length), text, (kept, all) =>
        {
            for (var i = 0; i < kept.Length; i++) kept[i] = all[i] is >= ' ' and <= '~' ? all[i] : '?';
        });
}
